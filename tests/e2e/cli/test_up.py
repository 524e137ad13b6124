"""The exit codes and the words of `a2p up`, `preview`, `drift` and `destroy` along one customer's way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import requests

from a2p.cli.exit_codes import Exit
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


def test_a_preview_of_a_new_customer_begins_nothing_and_leaves_its_file_as_it_is(tmp_path: Path) -> None:
    """F5."""
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        declared = stack.file.read_text().partition("encryptionsalt")[0]
        file = stack.file.with_name("Pulumi.baker.yaml")
        file.write_text(declared)
        before = file.stat()

        said = a2p(stack, "preview", "baker")
        reported = a2p(stack, "preview", "baker", "--report", "json")

        assert said.status == Exit.DONE, said
        assert "baker: nothing was changed; `a2p up` would do this, in this order\n" in said.out
        assert said.out.endswith("  next          a2p up baker\n")
        assert reported.status == Exit.DONE, reported
        after = file.stat()
        assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
        assert {row["stack"]: row["stage"] for row in a2p(stack, "status", "--json").data} == {
            "baker": "not_begun",
            "customer": "not_begun",
        }


def test_a_declared_customer_is_begun_by_the_first_up(tmp_path: Path) -> None:
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        declared = stack.file.read_text().partition("encryptionsalt")[0]
        stack.file.with_name("Pulumi.baker.yaml").write_text(declared)

        said = a2p(stack, "up", "baker", "--yes", "--", "--skip-preview")

        assert said.status == Exit.PERSON, said
        assert "a2p: baker: created its stack in file://" in said.err


def test_a_state_that_cannot_be_read_is_an_error_that_says_so_without_its_password(tmp_path: Path) -> None:
    """F1, F4."""
    with SimulatorProcess.start(100) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        elsewhere = {"PULUMI_BACKEND_URL": "postgres://a2p:Wr0ngpw@127.0.0.1:1/states?sslmode=disable"}

        for command in (
            ("up", "customer", "--yes"),
            ("preview", "customer"),
            ("preview", "customer", "--report", "markdown"),
            ("status",),
            ("status", "customer", "--json"),
            ("drift",),
            ("otp", "status", "customer"),
            ("destroy", "customer", "--yes"),
            ("doctor",),
        ):
            said = a2p(stack, *command, env=elsewhere)

            assert said.status not in {Exit.DONE, Exit.PERSON}, (command, said)
            assert "Connection refused" in said.err + said.out, (command, said)
            assert "do: check that the server runs" in said.err + said.out, (command, said)
            assert "Wr0ngpw" not in said.err + said.out, (command, said)
            assert "not_begun" not in said.out


def _edited_by_hand(simulator: SimulatorProcess, service: str) -> None:
    answer = requests.post(
        f"{simulator.url}/v1/Services/{service}",
        data={"StickySender": "false"},
        auth=(simulator.account_sid, simulator.auth_token),
        timeout=30,
    )
    assert answer.ok, answer.text
