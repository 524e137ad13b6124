"""The morning's job on an approved customer: the Campaign was suspended, and somebody added a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from tests.support.approved import register_verified
from tests.support.command import a2p
from tests.support.console_calls import post, words
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


def test_a_suspended_campaign_and_a_foreign_number_are_told_by_every_command(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack, service = register_verified(tmp_path, simulator)
    assert a2p(stack, "drift", stack.name).status == Exit.DONE
    number = simulator.phone_numbers[4]["sid"]
    post(simulator, f"/v1/Services/{service}/PhoneNumbers", PhoneNumberSid=number)
    simulator.control("POST", f"/campaigns/{service}/decide", {"status": "SUSPENDED"})

    drift = a2p(stack, "drift", stack.name)
    assert drift.status == Exit.DRIFT
    assert "Campaign lifecycle: it is SUSPENDED: its numbers cannot send" in words(drift)
    assert f"foreign: {number} is in the sender pool of {service}" in words(drift)
    assert "next you: check your e-mail and the Twilio Support Center" in words(drift)
    kinds = {each["kind"] for each in a2p(stack, "drift", stack.name, "--json").data[0]["differences"]}
    assert kinds == {"lifecycle", "foreign"}

    preview = a2p(stack, "preview", stack.name)
    assert preview.status == Exit.PERSON
    assert "it is SUSPENDED" in words(preview)
    report = a2p(stack, "preview", stack.name, "--report", "markdown")
    assert "it is SUSPENDED" in words(report)

    up = a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview")
    assert up.status == Exit.PERSON
    status = a2p(stack, "status", stack.name)
    assert (status.status, "customer: campaign_suspended" in status.out) == (Exit.PERSON, True)


def test_a_run_that_failed_leaves_no_old_stage_in_the_status(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    assert a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview").status == Exit.WAITING
    error = {"kind": "error", "path": "/v1/Services/MG.*/Compliance/Usa2p/QE.*", "status": 400, "times": 99}
    simulator.control("POST", "/faults", error)
    text = "Acme Sandwich Company texts its customers about the orders that they placed, and no more."
    stack.edit(lambda config: config["campaign"].update(description=text))

    assert a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview").status == Exit.ERROR

    status = a2p(stack, "status", stack.name, "--json").data[0]
    assert status["stage"] == "unfinished"
    assert not any("status" in facts for facts in status["resources"].values())
    assert "campaign_in_review" not in a2p(stack, "status", stack.name).out
