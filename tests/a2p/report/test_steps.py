"""The steps of a preview: one table, in the order in which they will be carried out."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from a2p.report.plan_table import format_table
from a2p.report.steps import list_steps
from a2p.run_log import FeeRecord, FieldRecord, Outcome, VerdictRecord, WaitRecord

REVISION = (FieldRecord("brand_revision", "CASCADE", "No Brand is edited with a Campaign on it (B5)."),)
# As the engine decides them: what is built on others first, all at once.
MOVED = (
    VerdictRecord(
        "Campaign",
        "MG1/QE1",
        Outcome.CASCADE,
        fields=REVISION,
        fees=(FeeRecord("Campaign review", Decimal("15.00")),),
        review="usually some days (G5)",
        traffic="lost",
        waits=(WaitRecord(5.0, "between a deletion and a creation (G7)"),),
    ),
    VerdictRecord("MessagingService", "MG1", Outcome.NOOP),
    VerdictRecord("BrandRevision", "x", Outcome.AMEND),
    VerdictRecord("Brand", "BN1", Outcome.AMEND, fields=REVISION, review="minutes", traffic="kept"),
    VerdictRecord("Profile", "BU1", Outcome.AMEND, fields=(FieldRecord("address", "AMEND", "Amended."),)),
)


def test_what_hangs_on_the_brand_goes_first_and_comes_back_last() -> None:
    assert [(step.resource, step.action) for step in list_steps(MOVED)] == [
        ("Campaign", "delete"),
        ("Profile", "amend"),
        ("Brand", "amend"),
        ("Campaign", "register again"),
    ]


def test_traffic_stops_with_the_deletion_and_the_fee_comes_with_the_registration() -> None:
    deletion, *_, registration = list_steps(MOVED)

    assert (deletion.fee, deletion.traffic) == (Decimal(0), "stops until approved")
    assert (registration.fee, registration.traffic) == (Decimal("15.00"), "")
    assert registration.wait == "5 s, review"


def test_what_is_declared_no_more_goes_last_and_does_not_come_back() -> None:
    removed = VerdictRecord("PhoneNumberAssociation", "MG1/PN1", Outcome.DELETE, traffic="lost")
    amended = VerdictRecord("Campaign", "MG1/QE1", Outcome.AMEND)

    steps = list_steps((removed, amended))

    assert [(step.resource, step.action, step.traffic) for step in steps] == [
        ("Campaign", "amend", ""),
        ("PhoneNumberAssociation", "delete", "stops"),
    ]


@pytest.mark.parametrize("outcome", Outcome)
def test_each_verdict_that_is_a_change_is_a_step_and_no_other(outcome: Outcome) -> None:
    record = VerdictRecord("PhoneNumberAssociation", "MG1/PN1", outcome)

    assert bool(list_steps((record,))) is record.is_change


def test_the_table_has_a_line_for_each_step() -> None:
    assert format_table(list_steps(MOVED), 100).splitlines() == [
        "  resource  what            why                          wait         fee     traffic",
        "  Campaign  delete          an edit of the Brand's data                       stops until approved",
        "  Profile   amend           address",
        "  Brand     amend           an edit of the Brand's data  review",
        "  Campaign  register again  an edit of the Brand's data  5 s, review  $15.00",
    ]


@pytest.mark.parametrize("width", [72, 80, 100])
def test_a_narrow_terminal_wraps_words_and_loses_none(width: int) -> None:
    text = format_table(list_steps(MOVED), width)

    assert max(map(len, text.splitlines())) <= width
    assert sorted(text.split()) == sorted(format_table(list_steps(MOVED), 200).split())


def test_names_of_fields_are_broken_behind_their_marks_only() -> None:
    fields = ("us_app_to_person_usecase", "skip_automatic_sec_vet", "messaging_service_sid")
    rows = tuple(FieldRecord(name, "REPLACE", "Part of the registration.") for name in fields)
    record = VerdictRecord("PhoneNumberAssociation", "MG1/PN1", Outcome.REPLACE, fields=rows, traffic="lost")

    lines = format_table(list_steps((record,)), 80).splitlines()

    assert max(map(len, lines)) <= 80
    words = {word for line in lines for word in line.split()}
    pieces = {f"{piece}_" for name in fields for piece in name.split("_")[:-1]}
    whole = {part for word in words for part in re.findall(r"[a-z]+_", word)}
    assert pieces <= whole, "no piece of a name is broken"


def test_what_is_new_and_waits_for_a_later_run_is_shown_with_its_reason() -> None:
    waiting = VerdictRecord("Campaign", "", Outcome.WAIT, "a later run registers it (G6)")
    known = VerdictRecord("Campaign", "MG1/QE1", Outcome.WAIT, "still waiting")

    assert [(step.action, step.why) for step in list_steps([waiting])] == [
        ("wait", "a later run registers it (G6)")
    ]
    assert list_steps([known]) == []


def test_where_nothing_changes_there_is_no_table() -> None:
    assert format_table(list_steps([VerdictRecord("Brand", "BN1", Outcome.NOOP)]), 80) == ""


def of_campaign(name: str, outcome: Outcome, traffic: str, fees: int) -> VerdictRecord:
    return VerdictRecord(
        "Campaign",
        f"MG{name}/QE1",
        outcome,
        fields=REVISION,
        fees=(FeeRecord("Campaign review", Decimal("15.00")),) * fees,
        traffic=traffic,
        campaign=name,
    )


def test_of_several_campaigns_each_has_its_name_and_the_last_line_has_the_sum() -> None:
    verdicts = [
        of_campaign("orders", Outcome.CASCADE, "lost", 1),
        of_campaign("offers", Outcome.CASCADE, "none", 1),
        of_campaign("old", Outcome.DELETE, "lost", 0),
    ]

    steps = list_steps(verdicts)
    *_, last = format_table(steps, 100).splitlines()

    assert [(step.resource, step.action, step.fee, step.traffic) for step in steps] == [
        ("Campaign offers", "delete", Decimal(0), ""),
        ("Campaign orders", "delete", Decimal(0), "stops until approved"),
        ("Campaign orders", "register again", Decimal("15.00"), ""),
        ("Campaign offers", "register again", Decimal("15.00"), ""),
        ("Campaign old", "delete", Decimal(0), "stops"),
    ]
    assert last.split() == ["in", "all", "$30.00"]


def test_one_campaign_has_no_sum_of_its_one_fee() -> None:
    assert "in all" not in format_table(list_steps(MOVED), 100)


def test_a_bought_number_is_kept_or_given_back_before_its_service_goes() -> None:
    service = VerdictRecord("MessagingService", "MG1", Outcome.DELETE, traffic="none")
    kept = VerdictRecord("PhoneNumber", "PN1", Outcome.KEEP, "it stays")
    released = VerdictRecord("PhoneNumber", "PN2", Outcome.DELETE, "it goes")

    steps = [(step.resource, step.action) for step in list_steps((service, kept, released))]

    numbers = [("PhoneNumber", "give back"), ("PhoneNumber", "keep")]
    assert steps == [*numbers, ("MessagingService", "delete")]
