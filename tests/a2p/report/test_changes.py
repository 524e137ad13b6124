"""What a preview comes to, out of the planner's verdicts and the engine's steps."""

from __future__ import annotations

from decimal import Decimal

from a2p.report.changes import CustomerPreview, PreviewOutcome, list_changes
from a2p.report.summary import format_resource
from a2p.run_log import FeeRecord, Outcome, VerdictRecord

FEE = (FeeRecord("Campaign review", Decimal("15.00")),)


def register(campaign: str) -> VerdictRecord:
    return VerdictRecord("Campaign", "", Outcome.REGISTER, fees=FEE, campaign=campaign)


def test_each_of_several_new_campaigns_is_one_change_with_its_fee() -> None:
    steps = [("create", "Campaign")] * 3

    changes = list_changes([register("orders"), register("offers"), register("")], steps)

    assert [(format_resource(change), change.count) for change in changes] == [
        ("Campaign orders", 1),
        ("Campaign offers", 1),
        ("Campaign", 1),
    ]
    preview = CustomerPreview("acme", PreviewOutcome.CHANGES, changes)
    assert preview.cost == Decimal("45.00")


def test_a_campaign_that_is_taken_out_is_told_once_by_its_name() -> None:
    removed = VerdictRecord("Campaign", "MG1/QE1", Outcome.DELETE, traffic="lost", campaign="offers")
    steps = [("delete", "Campaign"), ("delete", "MessagingService")]

    changes = list_changes([removed], steps)

    assert [(format_resource(change), change.verdict) for change in changes] == [
        ("Campaign offers", "delete"),
        ("MessagingService", "delete"),
    ]
    assert CustomerPreview("acme", PreviewOutcome.CHANGES, changes).loses_traffic


def test_a_number_that_the_account_keeps_is_no_deletion() -> None:
    kept = VerdictRecord("PhoneNumber", "PN1", Outcome.KEEP, "it stays in the account")

    (change,) = list_changes([kept], [("delete", "PhoneNumber")])

    assert (change.verdict, change.deletes) == ("keep", False)
