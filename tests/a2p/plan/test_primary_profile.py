"""What is said of the ISV's own profile before anything is built on it (G1)."""

from __future__ import annotations

import pytest

from a2p.plan.stops.primary_profile import explain_missing_primary, explain_primary

SID = "BU" + "0" * 32


def test_an_approved_one_is_in_nobodys_way() -> None:
    assert explain_primary(SID, "twilio-approved") is None


@pytest.mark.parametrize("status", ["draft", "pending-review", "in-review", "twilio-rejected"])
def test_any_other_stops_what_is_new_and_names_the_setting(status: str) -> None:
    stop = explain_primary(SID, status)

    assert stop is not None
    assert stop.sentence.startswith(f"the primary profile {SID} is {status}")
    assert "a2p:primary_profile_sid" in stop.remedy
    assert stop.consent is None


def test_one_that_the_account_does_not_have_is_named_with_its_setting() -> None:
    stop = explain_missing_primary(SID)

    assert SID in stop.sentence
    assert "a2p:primary_profile_sid" in stop.remedy
