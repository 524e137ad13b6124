"""What is looked at before a Campaign makes way for its Brand's edit, and what nobody can know (B5)."""

from __future__ import annotations

import pytest

from a2p.plan.stops.brand_edit import find_edit_stop, find_left_edit_stop, list_edit_unknowns
from tests.support.observations import brand


@pytest.mark.parametrize("has_own", [True, False])
def test_another_campaign_of_the_brand_stops_the_edit_and_names_its_service(*, has_own: bool) -> None:
    stop = find_edit_stop(brand(), {"MG2": "VERIFIED"}, has_own=has_own)

    assert stop is not None
    assert "another Campaign hangs on it, in the Messaging Service\n  MG2 (VERIFIED)." in stop.sentence
    assert stop.remedy.startswith("take the change back; or ")
    assert stop.consent is None, "no consent makes Twilio take it"


def test_of_many_other_campaigns_three_are_named_and_the_rest_counted() -> None:
    stop = find_edit_stop(brand(), {f"MG{n}": "PENDING" for n in range(5)}, has_own=True)

    assert stop is not None
    assert "MG0 (PENDING), MG1 (PENDING), MG2 (PENDING) and 2 more" in stop.sentence
    assert "MG3" not in stop.sentence


@pytest.mark.parametrize("status", ["PENDING", "IN_REVIEW"])
def test_a_review_of_the_brand_stops_an_edit_that_would_delete_the_campaign(status: str) -> None:
    stop = find_edit_stop(brand(status), {}, has_own=True)

    assert stop is not None
    assert f"under review ({status})" in stop.sentence
    assert find_edit_stop(brand(status), {}, has_own=False) is None, "nothing would be deleted"


@pytest.mark.parametrize("status", ["APPROVED", "FAILED"])
def test_nothing_that_is_known_stops_another_edit(status: str) -> None:
    assert find_edit_stop(brand(status), {}, has_own=True) is None


@pytest.mark.parametrize(("status", "codes"), [("FAILED", ("21724",)), ("APPROVED", ("21724", "21725"))])
def test_what_twilio_may_answer_is_told_as_unknown(status: str, codes: tuple[str, ...]) -> None:
    notes = list_edit_unknowns(brand(status), 2, has_own=True)

    assert len(notes) == len(codes)
    assert all("it is not known whether" in note for note in notes)
    assert all(code in note for code, note in zip(codes, notes, strict=True))
    assert "this stack has made 2" in notes[0]
    assert notes[0].endswith("if Twilio refuses, it is registered again on the Brand as it is.")
    assert "is deleted" not in list_edit_unknowns(brand(status), 2, has_own=False)[0]


def test_an_update_that_twilio_has_refused_is_not_tried_at_the_price_of_the_campaign() -> None:
    stop = find_edit_stop(brand("APPROVED"), {}, has_own=True, refused="21725")

    assert stop is not None
    assert "refused the last update" in stop.sentence
    assert "(21725)" in stop.sentence
    assert stop.remedy.startswith("have Twilio Support make the edit")
    assert find_edit_stop(brand("APPROVED"), {}, has_own=False, refused="21725") is None, "nothing is lost"
    assert find_edit_stop(brand("FAILED"), {}, has_own=True, refused="21725") is None, "Twilio takes it now"


def test_a_service_that_was_renamed_may_be_the_stacks_own() -> None:
    named = find_edit_stop(brand(), {"MG2": "VERIFIED"}, has_own=False, own_names=["a2p/acme"])
    sure = find_edit_stop(brand(), {"MG2": "VERIFIED"}, has_own=True, own_names=["a2p/acme"])

    assert named is not None
    assert sure is not None
    assert "name it a2p/acme again, if it is this stack's own" in named.remedy
    assert "a2p/acme" not in sure.remedy


def test_an_edit_that_a_run_has_begun_names_the_campaign_that_came_between() -> None:
    stop = find_left_edit_stop("BN1", {"MG2": "IN_PROGRESS"})

    assert find_left_edit_stop("BN1", {}) is None
    assert stop is not None
    assert "a Campaign hangs on it, in the Messaging Service\n  MG2 (IN_PROGRESS)." in stop.sentence
    assert "take the change back" not in stop.remedy, "the stack's own Campaign is deleted by now"
    assert "if it is this stack's own, as after `pulumi up --replace`, leave it" in stop.remedy
