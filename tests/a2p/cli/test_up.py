"""The exit codes of `a2p up` and the other commands that run the engine, for each way it can end."""

from __future__ import annotations

import pytest

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.outcomes import choose_worst, exit_for_failure, exit_for_status
from a2p.engine.commands import EngineRun
from a2p.run_log import FailureRecord, Outcome, RunLog, StackOutputs, VerdictRecord


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        ({"stage": "verified", "who_must_act": "nobody"}, Exit.DONE),
        (
            {"stage": "waiting_for_brand", "who_must_act": "nobody: The Campaign Registry is at it"},
            Exit.WAITING,
        ),
        ({"stage": "campaign_failed", "who_must_act": "you: edit campaign.description"}, Exit.PERSON),
        ({"stage": "waiting_for_otp", "who_must_act": "the customer: reply YES"}, Exit.PERSON),
        ({}, Exit.DONE),
    ],
)
def test_a_standing_is_an_exit_code(outputs: dict[str, str], expected: Exit) -> None:
    assert exit_for_status(StackOutputs.from_json(outputs)) is expected


def test_a_refusal_is_told_from_a_failure() -> None:
    refused = RunLog(verdicts=(VerdictRecord("Campaign", "", Outcome.BLOCKED),))
    amended = RunLog(verdicts=(VerdictRecord("Campaign", "", Outcome.AMEND),))
    pending, permanent = FailureRecord("Brand", "pending"), FailureRecord("Brand", "permanent")

    assert exit_for_failure(EngineRun(255, log=refused)) is Exit.BLOCKED
    assert exit_for_failure(EngineRun(255)) is Exit.ERROR
    assert exit_for_failure(EngineRun(255, log=RunLog(failures=(pending,)))) is Exit.WAITING
    assert exit_for_failure(EngineRun(255, log=RunLog(failures=(pending, permanent)))) is Exit.ERROR
    assert exit_for_failure(EngineRun(7, log=amended)) is Exit.DRIFT


def test_of_several_customers_the_worst_is_told() -> None:
    assert choose_worst([Exit.DONE, Exit.WAITING, Exit.PERSON, Exit.DRIFT]) is Exit.PERSON
    assert choose_worst([Exit.ERROR, Exit.BLOCKED]) is Exit.ERROR
    assert choose_worst([]) is Exit.DONE
