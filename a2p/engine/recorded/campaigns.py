"""Which of a stack's Campaigns are at Twilio already, as its checkpoint has it."""

from a2p.campaign_names import read_resource_name
from a2p.engine.errors import NotSetUp
from a2p.engine.project import EngineProject
from a2p.errors import A2PError

_REGISTERED = "registered"  # the stage that the Campaign's provider records


def list_registered_campaigns(project: EngineProject, stack: str) -> frozenset[str]:
    """
    The names of the Campaigns that the last run left at Twilio; none too where the state cannot be read.

    Then what a new Campaign needs is asked for, which is the safe answer.
    """
    try:
        checkpoint = project.state.read_checkpoint(stack)
    except A2PError:
        return frozenset()
    resources = checkpoint.list_of_type("Campaign") if checkpoint else ()
    return frozenset(
        read_resource_name("campaign", str(each["urn"]).rpartition("::")[2])
        for each in resources
        if (each.get("outputs") or {}).get("stage") == _REGISTERED
    )


def list_registered_campaigns_here(stack: str) -> frozenset[str]:
    """The same of the project around the current folder; none where there is none that is set up."""
    try:
        return list_registered_campaigns(EngineProject.find(), stack)
    except NotSetUp:
        return frozenset()
