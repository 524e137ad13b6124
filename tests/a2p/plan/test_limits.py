"""What is used up for life at the registry: when to warn, and when to stop (P11, B7)."""

from __future__ import annotations

import pytest

from a2p.plan.limits import USE_LIMITS, explain_exceeded, explain_few


@pytest.mark.parametrize(
    ("kind", "warns_from", "stops_at"),
    [("email", 8, 10), ("address", 8, 10), ("mobile", 1, 3), ("ein", 44, 50)],
)
def test_the_last_uses_are_told_and_none_is_made_beyond_them(
    kind: str, warns_from: int, stops_at: int
) -> None:
    assert [used for used in range(60) if explain_exceeded(kind, used)] == list(range(stops_at, 60))
    assert [used for used in range(stops_at) if explain_few(kind, used)] == list(range(warns_from, stops_at))


def test_a_message_names_the_key_the_count_and_the_rule_and_no_value() -> None:
    text = "trust_bundle.mobile_phone_number: this mobile number was used for 3 Brands of ours"
    assert explain_exceeded("mobile", 3) == f"{text}, and the registry takes 3 (P11)"
    assert explain_few("ein", 49).startswith(
        "profile.business.business_registration_number: with this Brand the EIN is used 50 of 50 times (B7)"
    )
    assert {limit.requirement for limit in USE_LIMITS.values()} == {"P11", "B7"}
