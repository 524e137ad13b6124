"""
The use cases of a service, and which use cases of a Campaign fit them (M3, 21719).

Twilio says that they have to be compatible and not which are; this is our reading. `undeclared` fits all,
and the use cases that are a mixture fit every service.
"""

from __future__ import annotations

GENERAL = frozenset({"MIXED", "LOW_VOLUME", "SOLE_PROPRIETOR"})
FITTING: dict[str, frozenset[str]] = {
    "notifications": frozenset(
        {
            "ACCOUNT_NOTIFICATION",
            "CUSTOMER_CARE",
            "DELIVERY_NOTIFICATION",
            "EMERGENCY",
            "FRAUD_ALERT",
            "HIGHER_EDUCATION",
            "K12_EDUCATION",
            "PUBLIC_SERVICE_ANNOUNCEMENT",
            "SECURITY_ALERT",
        }
    ),
    "marketing": frozenset({"CHARITY", "MARKETING", "POLITICAL", "SOCIAL", "SWEEPSTAKE"}),
    "verification": frozenset({"2FA", "FRAUD_ALERT", "SECURITY_ALERT"}),
    "discussion": frozenset({"AGENTS_FRANCHISES", "CUSTOMER_CARE", "PROXY", "SOCIAL"}),
    "poll": frozenset({"POLLING_VOTING"}),
}
UNDECLARED = "undeclared"
USECASES = (*FITTING, UNDECLARED)
INCOMPATIBLE = 21719


def is_compatible(service_usecase: str, campaign_usecase: str | None) -> bool:
    """Whether a service of this use case may hold a Campaign of that one (None: not known)."""
    if service_usecase == UNDECLARED:
        return True
    return campaign_usecase in GENERAL or campaign_usecase in FITTING.get(service_usecase, frozenset())
