"""The ISV's own primary profile, on which each customer's profile is built (G1)."""

from typing import Final

from a2p.plan.situation import Stop

_APPROVED: Final = "twilio-approved"


def explain_missing_primary(sid: str) -> Stop:
    """Why nothing is registered under a primary profile that the account does not have."""
    return Stop(
        f"the primary profile {sid} is not in this account, and a customer's profile is built on it (G1).\n"
        "  Nothing was changed.",
        "set a2p:primary_profile_sid to your own Primary Customer Profile (BU…): Console, Trust Hub",
    )


def explain_primary(sid: str, status: str) -> Stop | None:
    """Why nothing is registered under a primary profile that is not approved; None if it is."""
    if status == _APPROVED:
        return None
    return Stop(
        f"the primary profile {sid} is {status}, and Twilio takes only customers of an approved one (G1).\n"
        "  Nothing was changed.",
        "have it approved first (Console, Trust Hub), then run the same command again; or set\n"
        "      a2p:primary_profile_sid to another one",
    )
