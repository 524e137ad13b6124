"""Whether a Campaign may be registered on a Brand yet, and what it waits for (G6)."""

from enum import StrEnum

from a2p.observed import LiveBrand
from a2p.plan.authentication import PROVED, is_unauthenticated


class Gate(StrEnum):
    """What the registration of a Campaign waits for. The values are stages that a stack exports."""

    OPEN = "ready_to_register"
    BRAND_IN_REVIEW = "waiting_for_brand"
    OTP_UNANSWERED = "waiting_for_otp"
    UNAUTHENTICATED = "waiting_for_authentication"
    BRAND_FAILED = "brand_failed"
    BRAND_SUSPENDED = "brand_suspended"


def brand_gate(brand: LiveBrand, *, is_public: bool = False) -> Gate:
    """
    What a Campaign on this Brand waits for.

    A sole proprietor must also have answered the OTP (G6, O1), a public company the e-mail of
    Authentication+ (U8).
    """
    if is_unauthenticated(brand, is_public=is_public):
        return Gate.UNAUTHENTICATED
    if brand.status in {"FAILED", "EXPIRED", "DELETION_PENDING", "DELETION_FAILED", "DELETED"}:
        return Gate.BRAND_FAILED
    if brand.status == "SUSPENDED":
        return Gate.BRAND_SUSPENDED
    if brand.status != "APPROVED":
        return Gate.BRAND_IN_REVIEW
    if brand.brand_type == "SOLE_PROPRIETOR" and brand.identity_status not in PROVED:
        return Gate.OTP_UNANSWERED
    return Gate.OPEN
