"""What is said of a suspended Campaign of either kind (C24): only Support can help, and Twilio deletes it."""

from typing import Final

from a2p.observed import LiveCampaign
from a2p.plan.otp import format_moment

SUSPENDED_STEP: Final = (
    "check your e-mail and the Twilio Support Center for the reason, then open a ticket with Twilio Support"
)


def describe_suspension(campaign: LiveCampaign, because: str) -> str:
    """What its stage waits for, and until when there is time. because: why, with a colon before it, or ""."""
    until = campaign.deleted_after
    deletion = f"; Twilio deletes it and releases its numbers from {format_moment(until)} on" if until else ""
    return f"Twilio Support: the Campaign is suspended{because}{deletion}"
