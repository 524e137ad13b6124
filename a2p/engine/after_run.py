"""What is written down after a run: where its stack stands, and no more history than is kept."""

from contextlib import suppress

from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_recorded_status
from a2p.messages import format_message
from a2p.state.errors import CheckpointUnreadable, StateError
from a2p.state.pruning import Retention, prune_history
from a2p.state.standing_tables import RecordedStatus
from a2p.state.state import StoredState


def record_run(project: EngineProject, stack: str) -> RecordedStatus | None:
    """
    Where a stack stands after a run, however that ended; for `a2p status` it is written beside the state.

    Returns None where nothing is recorded, or it cannot be read: the run itself has told what happened.
    """
    recorded = None
    with suppress(StateError):
        recorded = read_recorded_status(project, stack)
    if isinstance(project.state, StoredState):
        with suppress(StateError):  # the next run prunes what this one could not
            prune_history(project.state, stack, Retention.from_env(project.env))
    return recorded


def describe_damage(project: EngineProject, stack: str) -> str:
    """What is wrong with the checkpoint that a failed run left, as on a full disk, and what to do; or ""."""
    try:
        recorded = read_recorded_status(project, stack)
    except CheckpointUnreadable as error:
        room = "make room first, if the disk is full, which the engine's messages above say; then\n"
        return format_message(error.summary, remedy=room + error.remedy)
    except StateError:
        return ""
    return recorded.problem if recorded else ""
