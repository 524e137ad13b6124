"""The clock that a stack's waits go by."""

from a2p.clock import Clock
from a2p.engine.project import EngineProject
from a2p.engine.twilio_session import session_for
from a2p.errors import A2PError
from a2p.state.checkpoints import Checkpoint


def find_clock(project: EngineProject, checkpoint: Checkpoint) -> Clock:
    """The clock of the API: this machine's for Twilio, else the simulator's own, by one response."""
    if f"{project.name}:baseUrl" not in checkpoint.read_configuration():
        return Clock()
    try:
        session = session_for(project, checkpoint)
        session.client.messaging.v1.services.list(limit=1)
    except A2PError:  # the run that follows will say why
        return Clock()
    return session.clock
