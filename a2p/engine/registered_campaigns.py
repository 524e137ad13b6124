"""Whether a stack's Campaign is at Twilio already, as its checkpoint has it."""

from a2p.engine.errors import NotSetUp
from a2p.engine.project import EngineProject
from a2p.errors import A2PError

_REGISTERED = "registered"  # the stage that the Campaign's provider records


def has_registered_campaign(project: EngineProject, stack: str) -> bool:
    """
    Whether the last run left a Campaign at Twilio; False too where the state cannot be read.

    Then what a new Campaign needs is asked for, which is the safe answer.
    """
    try:
        checkpoint = project.state.read_checkpoint(stack)
    except A2PError:
        return False
    resources = checkpoint.list_of_type("Campaign") if checkpoint else ()
    return any((each.get("outputs") or {}).get("stage") == _REGISTERED for each in resources)


def has_registered_campaign_here(stack: str) -> bool:
    """The same of the project around the current folder; False where there is none that is set up."""
    try:
        return has_registered_campaign(EngineProject.find(), stack)
    except NotSetUp:
        return False
