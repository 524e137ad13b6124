"""A session with Twilio, configured as in the stack's last run."""

from typing import TYPE_CHECKING

from a2p.engine.project import EngineProject
from a2p.state.checkpoints import Checkpoint

if TYPE_CHECKING:
    from a2p.twilio.client.session import Session


def session_for(project: EngineProject, checkpoint: Checkpoint) -> "Session":
    """
    As the stack's providers were configured, with the credentials of this shell.

    Raises:
        CredentialsMissing: neither of them has any.
        CredentialsConflict: they name two accounts.
        AnotherAccount: the stack is registered in another account, or in another world.
        ForeignHost: the base URL is neither Twilio's nor loopback, and not allowed by the environment.
    """
    from a2p.twilio.client.session import connect  # noqa: PLC0415  # the SDK: a tenth of a second
    from a2p.twilio.client.settings import read_settings  # noqa: PLC0415  # as above

    configured = checkpoint.read_configuration()
    session = connect(read_settings(lambda key: configured.get(f"{project.name}:{key}"), project.env))
    session.account.compare(checkpoint.account)
    return session
