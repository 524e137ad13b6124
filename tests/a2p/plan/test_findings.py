"""What no run changes: lifecycles that have ended, and objects that nobody declared."""

from __future__ import annotations

from typing import Any

import pytest

from a2p.observed import NO_REASON, Problem
from a2p.plan.stages.findings import (
    FindingKind,
    find_ended_lifecycles,
    find_foreign_campaigns,
    find_foreign_numbers,
    find_refused_update,
    find_unauthenticated,
)
from tests.support.observations import brand, bundle, campaign

WELL: dict[str, Any] = {
    "profile": bundle("BU1", "twilio-approved"),
    "trust_bundle": bundle("BU2", "in-review"),
    "brand": brand(),
    "campaign": campaign("VERIFIED"),
    "service_sid": "MG1",
}


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"campaign": campaign("PENDING")},
        {"campaign": campaign("IN_PROGRESS")},
        {"campaign": None, "brand": brand("PENDING", None)},
        {"campaign": None, "brand": None, "profile": None, "trust_bundle": None},
        {"profile": bundle("BU1", "draft")},
    ],
)
def test_what_is_on_its_way_or_approved_is_no_finding(other: dict[str, Any]) -> None:
    assert find_ended_lifecycles(**WELL | other) == []


@pytest.mark.parametrize(
    ("other", "resource", "words"),
    [
        ({"campaign": campaign("SUSPENDED")}, "Campaign", "SUSPENDED"),
        ({"campaign": campaign("FAILED")}, "Campaign", "FAILED"),
        ({"campaign": campaign("EXPIRED")}, "Campaign", "EXPIRED, a status that nothing here knows"),
        ({"brand": brand("FAILED")}, "Brand", "FAILED"),
        ({"brand": brand("SUSPENDED")}, "Brand", "SUSPENDED"),
        ({"brand": brand("DELETION_PENDING")}, "Brand", "DELETION_PENDING"),
        ({"brand": brand("EXPIRED")}, "Brand", "EXPIRED"),
        ({"profile": bundle("BU1", "twilio-rejected")}, "Profile", "twilio-rejected"),
        ({"trust_bundle": bundle("BU2", "twilio-rejected")}, "TrustBundle", "twilio-rejected"),
    ],
)
def test_what_has_ended_is_told_by_its_status(other: dict[str, Any], resource: str, words: str) -> None:
    (found,) = find_ended_lifecycles(**WELL | other)

    assert (found.kind, found.resource) == (FindingKind.LIFECYCLE, resource)
    assert words in found.sentence
    assert found.remedy


def test_a_rejection_is_told_with_the_reasons_that_are_known() -> None:
    problems = Problem(18601, (), "no website"), Problem(18601, (), NO_REASON)

    (found,) = find_ended_lifecycles(**WELL | {"profile": bundle("BU1", "twilio-rejected", *problems)})

    assert found.sentence == "BU1 is twilio-rejected: 18601: no website"


def test_numbers_that_nobody_declared_are_named() -> None:
    found = find_foreign_numbers(("PN1", "PN2"), ("PN1",), service_sid="MG1", sole_proprietor=False)

    assert [(each.kind, each.id) for each in found] == [(FindingKind.FOREIGN, "MG1/PN2")]
    assert "one number" not in found[0].sentence
    assert find_foreign_numbers(("PN1",), ("PN1", "PN2"), service_sid="MG1", sole_proprietor=True) == []


def test_a_sole_proprietors_second_number_is_told_with_what_it_breaks() -> None:
    (found,) = find_foreign_numbers(("PN1", "PN2"), ("PN1",), service_sid="MG1", sole_proprietor=True)

    assert "may have one number, so one of them cannot send" in found.sentence
    assert found.remedy.startswith("declare it in place of the other one, or take it out of MG1")


def test_a_campaign_of_the_brand_on_anothers_service_is_named_with_its_status() -> None:
    (found,) = find_foreign_campaigns("BN1", {"MG2": "VERIFIED"})

    assert (found.kind, found.id) == (FindingKind.FOREIGN, "MG2")
    assert "VERIFIED" in found.sentence
    assert "Twilio takes no edit of the Brand" in found.sentence


@pytest.mark.parametrize(("identity", "status"), [("UNVERIFIED", "UNVERIFIED"), (None, "UNVERIFIED")])
def test_a_public_company_that_has_to_prove_itself_again_is_told(identity: str | None, status: str) -> None:
    (found,) = find_unauthenticated(brand("APPROVED", identity))

    assert (found.kind, found.resource) == (FindingKind.LIFECYCLE, "Brand")
    assert status in found.sentence


def test_a_refused_update_is_told_until_somebody_has_updated_the_brand() -> None:
    live = brand("APPROVED")
    (found,) = find_refused_update(live, "21724", live.updated_at + 1)

    assert (found.resource, found.kind.value, found.id) == ("Brand", "lifecycle", live.sid)
    assert "(21724): The Campaign Registry has what was declared before" in found.sentence
    assert "Twilio Support" in found.remedy
    assert not find_refused_update(live, "21724", live.updated_at - 1), "updated since"
    assert not find_refused_update(live, "", live.updated_at + 1), "nothing was refused"
