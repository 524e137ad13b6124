"""The exit codes and the words of `a2p up`, `preview`, `drift` and `destroy` along one customer's way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.outcomes import choose_worst, exit_for_failure, exit_for_status
from a2p.engine.commands import EngineRun
from a2p.run_log import FailureRecord, Outcome, RunLog, StackOutputs, VerdictRecord
from tests.support.command import a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

_DAY = 24 * 3600
_MOBILE = "+14155550124"
UP = ("up", "customer", "--yes", "--json", "--", "--skip-preview")


def of_one(said: Any) -> dict[str, Any]:
    (told,) = said.data["stacks"]
    assert said.data["exit"] == said.status
    found: dict[str, Any] = told
    return found


def test_the_exit_code_says_who_is_next_all_the_way(tmp_path: Path) -> None:
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        begun = a2p(stack, *UP)
        assert (begun.status, of_one(begun)["stage"]) == (Exit.PERSON, "waiting_for_otp"), begun
        assert "Updating (customer)" in begun.err, "the engine's own words are not in the way of a program"

        simulator.control("POST", "/otp/reply", {"mobile_phone_number": _MOBILE})
        answered = a2p(stack, *UP)
        assert (answered.status, of_one(answered)["stage"]) == (Exit.WAITING, "campaign_in_review")
        assert [said["verdict"] for said in of_one(answered)["verdicts"]] == ["register", "register"]

        simulator.advance(11 * _DAY)
        done = a2p(stack, "up", "customer", "--yes", "--", "--skip-preview")
        assert done.status == Exit.DONE, done
        assert "\ncustomer: verified, for " in done.out
        assert "  next " not in done.out

        assert a2p(stack, "drift", "customer").out == "customer: no drift\n"
        service = stack.recorded_outputs()["resources"]["messaging_service"]["sid"]
        _edited_by_hand(simulator, service)
        drifted = a2p(stack, "drift", "--json")
        assert drifted.status == Exit.DRIFT, drifted
        (found,) = drifted.data
        assert [(each["resource"], each["fields"][0]["field"]) for each in found["differences"]] == [
            ("MessagingService", "sticky_sender")
        ]
        unexpected = a2p(stack, "preview", "customer", "--", "--refresh", "--expect-no-changes")
        assert unexpected.status == Exit.DRIFT

        stack.edit(lambda config: config["profile"].update(last_name="Mower"))
        blocked = a2p(stack, *UP)
        assert blocked.status == Exit.BLOCKED, blocked
        assert "A2P_ALLOW_TRAFFIC_LOSS=true a2p up" in of_one(blocked)["problem"]


def test_a_correction_that_a_review_holds_up_waits_and_is_no_error(tmp_path: Path) -> None:
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        assert a2p(stack, *UP).status == Exit.PERSON
        (brand,) = simulator.control("GET", "/state")["brand"]
        simulator.control("POST", f"/brands/{brand['sid']}/decide", {"status": "IN_REVIEW"})
        stack.edit(lambda config: config["trust_bundle"].update(brand_name="Jane's Garden and Trees"))

        said = a2p(stack, *UP)

        assert said.status == Exit.WAITING, said
        assert of_one(said)["problem"] == (
            "a review has to end first; the messages above say which\n"
            "  do: a2p up customer, in a few minutes; what is done by now stays"
        )


def test_a_declared_customer_is_begun_by_the_first_command(tmp_path: Path) -> None:
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        declared = stack.file.read_text().partition("encryptionsalt")[0]
        stack.file.with_name("Pulumi.baker.yaml").write_text(declared)

        said = a2p(stack, "preview", "baker")

        assert said.status == Exit.DONE, said
        assert "a2p: baker: begun in file://" in said.err
        assert "baker: previewed; nothing was changed\n  next          a2p up baker\n" in said.out
        assert {row["stack"]: row["stage"] for row in a2p(stack, "status", "--json").data} == {
            "baker": "not_begun",
            "customer": "not_begun",
        }


def test_of_a_state_elsewhere_it_is_said_what_is_not_looked_after(tmp_path: Path) -> None:
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        elsewhere = {"PULUMI_BACKEND_URL": "postgres://a2p:hush@127.0.0.1:1/states?sslmode=disable"}

        said = a2p(stack, "up", "customer", "--yes", env=elsewhere)

        assert said.status == Exit.ERROR
        assert "locks in postgres://127.0.0.1/states are not looked at here" in said.err
        assert "pulumi cancel -s customer" in said.err


def _edited_by_hand(simulator: SimulatorProcess, service: str) -> None:
    answer = requests.post(
        f"{simulator.url}/v1/Services/{service}",
        data={"StickySender": "false"},
        auth=(simulator.account_sid, simulator.auth_token),
        timeout=30,
    )
    assert answer.ok, answer.text


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
