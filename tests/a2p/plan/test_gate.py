"""When a Campaign may be registered on a Brand: every status there is (B2, B3, G6)."""

from __future__ import annotations

import pytest

from a2p.observed import LiveBrand
from a2p.plan import Gate, brand_gate


def brand(status: str, identity: str | None, brand_type: str) -> LiveBrand:
    return LiveBrand(
        sid="BN1",
        status=status,
        identity_status=identity,
        brand_type=brand_type,
        mock=False,
        skip_automatic_sec_vet=False,
        profile_sid="BU1",
        trust_bundle_sid="BU2",
        updated_at=0.0,
    )


@pytest.mark.parametrize("identity", [None, "UNVERIFIED", "VERIFIED", "SELF_DECLARED", "VETTED_VERIFIED"])
@pytest.mark.parametrize("brand_type", ["SOLE_PROPRIETOR", "STANDARD"])
@pytest.mark.parametrize(
    ("status", "gate"),
    [
        ("PENDING", Gate.BRAND_IN_REVIEW),
        ("IN_REVIEW", Gate.BRAND_IN_REVIEW),
        ("FAILED", Gate.BRAND_FAILED),
        ("SUSPENDED", Gate.BRAND_SUSPENDED),
        ("DELETION_PENDING", Gate.BRAND_FAILED),
        ("DELETION_FAILED", Gate.BRAND_FAILED),
        ("DELETED", Gate.BRAND_FAILED),
        ("EXPIRED", Gate.BRAND_FAILED),
        ("SOMETHING_NEW", Gate.BRAND_IN_REVIEW),
    ],
)
def test_a_brand_that_is_not_approved_keeps_the_gate_shut_whatever_its_identity(
    status: str, gate: Gate, brand_type: str, identity: str | None
) -> None:
    assert brand_gate(brand(status, identity, brand_type)) is gate


@pytest.mark.parametrize(
    ("brand_type", "identity", "gate", "why"),
    [
        ("SOLE_PROPRIETOR", None, Gate.OTP_UNANSWERED, "approved, and nothing known of the OTP yet"),
        ("SOLE_PROPRIETOR", "UNVERIFIED", Gate.OTP_UNANSWERED, "B3: approved at first means UNVERIFIED"),
        ("SOLE_PROPRIETOR", "SELF_DECLARED", Gate.OTP_UNANSWERED, "what one says of oneself is no proof"),
        ("SOLE_PROPRIETOR", "VERIFIED", Gate.OPEN, "the customer said YES"),
        ("SOLE_PROPRIETOR", "VETTED_VERIFIED", Gate.OPEN, "proved, and vetted besides"),
        ("STANDARD", None, Gate.OPEN, "a company answers no OTP"),
        ("STANDARD", "UNVERIFIED", Gate.OPEN, "a company answers no OTP"),
        ("STANDARD", "SELF_DECLARED", Gate.OPEN, "a company answers no OTP"),
        ("STANDARD", "VERIFIED", Gate.OPEN, "verified by its tax ID"),
        ("STANDARD", "VETTED_VERIFIED", Gate.OPEN, "verified and vetted"),
    ],
)
def test_an_approved_brand_opens_it_once_a_sole_proprietor_has_answered(
    brand_type: str, identity: str | None, gate: Gate, why: str
) -> None:
    assert brand_gate(brand("APPROVED", identity, brand_type)) is gate, why


def test_the_gates_values_are_the_stages_a_stack_exports() -> None:
    assert {gate.name: gate.value for gate in Gate} == {
        "OPEN": "ready_to_register",
        "BRAND_IN_REVIEW": "waiting_for_brand",
        "OTP_UNANSWERED": "waiting_for_otp",
        "UNAUTHENTICATED": "waiting_for_authentication",
        "BRAND_FAILED": "brand_failed",
        "BRAND_SUSPENDED": "brand_suspended",
    }
