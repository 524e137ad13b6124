"""The last look before something goes that an approved Campaign needs (C20, M2)."""

from a2p.errors import Blocked
from a2p.twilio import campaigns
from a2p.twilio.door import Door
from a2p.twilio.settings import ALLOW_TRAFFIC_LOSS


def require_consent(door: Door, service_sid: str, *, what: str) -> None:
    """
    Go on unless the Campaign on this service is approved and nobody has agreed to lose it.

    Raises:
        Blocked: it is approved; the run has no leave to stop its traffic.
    """
    if door.settings.allow_traffic_loss:
        return
    campaign = campaigns.fetch(door, service_sid)
    if campaign is not None and campaign.approved:
        raise Blocked(
            f"{what} was not deleted: the Campaign on {service_sid} is approved, and its numbers\n"
            "  could not send until another one is, after days or weeks.\n"
            f"  do: if it has to be, run the same command with {ALLOW_TRAFFIC_LOSS}=true in its environment"
        )
