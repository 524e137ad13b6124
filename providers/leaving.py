"""The last look before something goes that an approved Campaign needs (C20, M2)."""

from typing import Protocol

from a2p.errors import Blocked
from a2p.plan import Action, Kind, Verdict
from a2p.twilio import campaigns
from a2p.twilio.door import Door
from a2p.twilio.settings import ALLOW_TRAFFIC_LOSS
from providers import telling

_REMEDY = f"if it has to be, run the same command with {ALLOW_TRAFFIC_LOSS}=true in its environment"


class Leaving(Protocol):
    """What is to go, and the service it hangs on."""

    @property
    def messaging_service_sid(self) -> str: ...

    @property
    def pulumi_id(self) -> str: ...


def require_consent(door: Door, resource: str, leaving: Leaving) -> None:
    """
    Go on unless the Campaign on this service is approved and nobody has agreed to lose it.

    A destruction asks no diff, so the refusal is told from here: by its verdict a run's exit code is known.

    Raises:
        Blocked: it is approved; the run has no leave to stop its traffic.
    """
    if door.settings.allow_traffic_loss:
        return
    service_sid = leaving.messaging_service_sid
    campaign = campaigns.fetch(door, service_sid)
    if campaign is not None and campaign.approved:
        refusal = Verdict(
            Kind.BLOCKED,
            Action.STOP,
            sentence=f"it was not deleted: the Campaign on {service_sid} is approved, and its numbers\n"
            "  could not send until another one is, after days or weeks.",
            remedy=_REMEDY,
        )
        telling.tell(resource, leaving.pulumi_id, refusal)
        raise Blocked(telling.blocked(resource, refusal))
