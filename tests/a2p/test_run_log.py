"""What a run writes down: the keys are public, and every record that was written is read back the same."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from a2p.actor import Actor, NextStep
from a2p.plan import VerdictKind
from a2p.plan.stages.findings import FindingKind
from a2p.run_log import (
    FailureRecord,
    FeeRecord,
    FieldRecord,
    Outcome,
    PlannedChange,
    RunLog,
    StackOutputs,
    VerdictRecord,
    WaitRecord,
)
from a2p.stack_command import StackCommand

REPLACED = VerdictRecord(
    resource="Campaign",
    id="MG1/QE1",
    verdict=Outcome.REPLACE,
    sentence="it is registered anew",
    remedy="",
    fields=(FieldRecord("us_app_to_person_usecase", "REPLACE", "No call amends it."),),
    fees=(FeeRecord("Campaign review", Decimal("15.00")),),
    review="up to several weeks (G5)",
    traffic="lost",
    waits=(WaitRecord(5.0, "after the deletion (G7)"),),
    later_fees=(FeeRecord("Campaign review", Decimal("15.00")),),
)
OUTPUTS = {
    "stage": "waiting_for_otp",
    "waits_for": "the customer's answer YES",
    "who_must_act": "the customer: reply YES",
    "actor": "customer",
    "next_command": "pulumi up -s baker",
    "resources": {"brand": {"sid": "BN1", "status": "PENDING", "otp_valid_until": "2026-11-23", "x": "y"}},
    "fees_to_come": [{"resource": "Campaign", "name": "Campaign review", "usd": "15.00"}],
}


def test_a_verdict_is_written_under_its_public_keys_and_read_back() -> None:
    written = json.loads(json.dumps(REPLACED.to_json()))

    assert written == {
        "resource": "Campaign",
        "id": "MG1/QE1",
        "verdict": "replace",
        "sentence": "it is registered anew",
        "remedy": "",
        "fields": [
            {"field": "us_app_to_person_usecase", "rule": "REPLACE", "why": "No call amends it."},
        ],
        "fees": [{"name": "Campaign review", "usd": "15.00"}],
        "review": "up to several weeks (G5)",
        "resubmission": None,
        "traffic": "lost",
        "notes": [],
        "waits": [{"seconds": 5.0, "why": "after the deletion (G7)"}],
        "later_fees": [{"name": "Campaign review", "usd": "15.00"}],
    }
    older = {key: value for key, value in written.items() if key != "later_fees"}
    assert VerdictRecord.from_json(older) == replace(REPLACED, later_fees=())
    assert VerdictRecord.from_json(written) == REPLACED


def test_every_kind_of_verdict_of_the_planner_has_its_outcome() -> None:
    assert [kind.name for kind in (*VerdictKind, *FindingKind)] == [outcome.name for outcome in Outcome]


def test_the_last_verdict_of_each_resource_counts_and_a_line_that_is_cut_off_does_not() -> None:
    first = VerdictRecord("Brand", "BN1", Outcome.NOOP)
    later = VerdictRecord("Brand", "BN1", Outcome.AMEND)
    failure = FailureRecord("BrandProvider", "temporary", 60, "TwilioUnreachable")
    lines = [json.dumps(record.to_json()).encode() + b"\n" for record in (first, REPLACED, later, failure)]

    log = RunLog.from_lines([*lines, lines[0][:20]])

    assert log == RunLog((later, REPLACED), (failure,))
    assert failure.to_json() == {
        "failed": "BrandProvider",
        "lasts": "temporary",
        "again_after": 60,
        "error": "TwilioUnreachable",
    }


def test_outputs_are_read_and_written_whole() -> None:
    outputs = StackOutputs.from_json(OUTPUTS)

    assert outputs is not None
    assert outputs.to_json() == OUTPUTS
    assert outputs.next_command == StackCommand("up", "baker")
    assert outputs.find_resource("brand").otp_valid_until == "2026-11-23"
    assert outputs.find_resource("campaign").sid == ""
    assert StackOutputs.from_json({}) is None


def test_a_change_is_within_what_was_agreed_to_at_no_higher_price_and_with_no_more_harm() -> None:
    agreed = PlannedChange.read_all(PlannedChange.write_all([REPLACED]))

    assert PlannedChange.of(REPLACED).is_within(agreed)
    assert PlannedChange("Campaign", "MG1/QE1", "again", Decimal("14.99"), stops_traffic=True).is_within(
        agreed
    )
    assert not PlannedChange("Campaign", "MG1/QE1", "again", Decimal("15.01")).is_within(agreed)
    harmless = frozenset({PlannedChange("Campaign", "MG1/QE1", "again", Decimal(15))})
    assert not PlannedChange.of(REPLACED).is_within(harmless)
    assert not PlannedChange("Campaign", "MG1/QE1", "amend", Decimal(0)).is_within(agreed)
    assert not PlannedChange("Campaign", "MG2/QE1", "again", Decimal(0)).is_within(agreed)


def test_who_must_act_is_read_from_the_actor_and_not_from_the_words() -> None:
    reworded = StackOutputs.from_json({**OUTPUTS, "who_must_act": "a reviewer is at it", "actor": "nobody"})
    old = StackOutputs.from_json({key: value for key, value in OUTPUTS.items() if key != "actor"})

    assert reworded is not None
    assert reworded.next_step.actor is Actor.NOBODY
    assert old is not None
    assert old.next_step.actor is Actor.CUSTOMER


@pytest.mark.parametrize("text", ["", "nothing", "pulumi up", "a2p up baker", "pulumi up -s baker; rm x"])
def test_what_is_no_command_of_a_stack_is_not_taken_for_one(text: str) -> None:
    assert StackCommand.parse(text) is None


def test_a_command_is_written_for_who_shows_it() -> None:
    command = StackCommand("preview", "acme")

    assert (command.for_pulumi(), command.for_a2p()) == ("pulumi preview -s acme", "a2p preview acme")
    assert StackCommand.parse(command.for_pulumi()) == command


def test_the_commands_in_what_a_person_has_to_do_are_those_of_who_shows_it() -> None:
    step = NextStep(
        Actor.YOU,
        "run `pulumi up -s acme.west-2`, then pulumi preview -s acme. `pulumi cancel -s acme` stays",
    )

    assert step.for_a2p() == (
        "you: run `a2p up acme.west-2`, then a2p preview acme. `pulumi cancel -s acme` stays"
    )
    assert "pulumi up -s acme.west-2" in str(step), "as the stack exports it"


def test_a_verdict_of_one_of_several_campaigns_has_its_name_and_is_not_that_of_another() -> None:
    offers, orders = (replace(REPLACED, id="", campaign=name) for name in ("offers", "orders"))
    lines = [json.dumps(each.to_json()).encode() + b"\n" for each in (offers, orders)]

    read = RunLog.from_lines(lines).verdicts

    assert read == (offers, orders)
    assert [each.label for each in read] == ["Campaign offers", "Campaign orders"]
    assert "campaign" not in REPLACED.to_json(), "where there is one, nothing is added"


def test_what_was_agreed_to_for_one_campaign_is_not_for_another() -> None:
    offers, orders = (PlannedChange.of(replace(REPLACED, campaign=name)) for name in ("offers", "orders"))

    agreed = PlannedChange.read_all(PlannedChange.write_all([replace(REPLACED, campaign="offers")]))

    assert offers.is_within(agreed)
    assert not orders.is_within(agreed)


def test_the_outputs_of_several_campaigns_are_read_back() -> None:
    of_one = {
        "stage": "campaign_in_review",
        "waits_for": "the review",
        "who_must_act": "nobody: the reviewers are at it",
        "actor": "nobody",
        "next_command": "pulumi preview -s baker",
        "sid": "MG1/QE1",
        "status": "PENDING",
    }
    several = {**OUTPUTS, "campaigns": {"offers": of_one}}
    several["resources"] = {
        "campaign.offers": {"sid": "MG1/QE1", "status": "PENDING"},
        "campaign": {"sid": "MG2/QE1", "status": "VERIFIED"},
    }

    read = StackOutputs.from_json(several)

    assert read is not None
    assert read.to_json() == several
    assert read.campaigns["offers"].next_command == StackCommand("preview", "baker")
    assert [each.status for each in read.list_campaigns()] == ["PENDING", "VERIFIED"]
