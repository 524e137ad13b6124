"""The use cases a Campaign can have, which depend on the Brand (C22, B6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.handlers import Call, operation

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

SOLE_PROPRIETOR = "SOLE_PROPRIETOR"
# Code, and whether carriers have to agree after the registration.
STANDARD_USECASES = {
    "2FA": False,
    "ACCOUNT_NOTIFICATION": False,
    "AGENTS_FRANCHISES": True,
    "CHARITY": False,
    "PROXY": True,
    "CUSTOMER_CARE": False,
    "DELIVERY_NOTIFICATION": False,
    "EMERGENCY": True,
    "FRAUD_ALERT": False,
    "HIGHER_EDUCATION": False,
    "K12_EDUCATION": True,
    "LOW_VOLUME": False,
    "MARKETING": False,
    "MIXED": False,
    "POLITICAL": False,
    "POLLING_VOTING": False,
    "PUBLIC_SERVICE_ANNOUNCEMENT": False,
    "SECURITY_ALERT": False,
    "SOCIAL": True,
    "SWEEPSTAKE": True,
}
ALL = frozenset(STANDARD_USECASES) | {SOLE_PROPRIETOR}


def list_allowed(brand: Document) -> dict[str, bool]:
    """B6: a sole proprietor has one use case, everybody else has all the others."""
    if brand["brand_type"] == SOLE_PROPRIETOR:
        return {SOLE_PROPRIETOR: False}
    return STANDARD_USECASES


@operation("FetchUsAppToPersonUsecase")
def list_usecases(world: World, call: Call) -> Answer:
    """C22: those of the Brand that is named; without a name, those of a standard Brand."""
    world.fetch("service", call.path["MessagingServiceSid"], call.account_sid)
    codes = STANDARD_USECASES
    if sid := call.params.get("BrandRegistrationSid"):
        codes = list_allowed(world.fetch_referenced("brand", "BrandRegistrationSid", sid, call.account_sid))
    return {
        "us_app_to_person_usecases": [
            {
                "code": code,
                "name": code.replace("_", " ").title(),
                "description": code.replace("_", " ").capitalize(),
                "post_approval_required": post_approval,
            }
            for code, post_approval in codes.items()
        ]
    }
