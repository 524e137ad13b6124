"""What a run says and leaves when Twilio refuses something on the way (G3, P7, P9, B4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


def test_every_error_of_a_stack_file_is_shown_at_once_and_nothing_is_called(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)

    def spoil(config: dict[str, Any]) -> None:
        config["campaign"]["message_samples"][1] = "Message Sample 1"
        config["campaign"]["descripton"] = "a typing mistake"
        config["profile"]["email"] = "no address"

    stack.edit(spoil)
    run = stack.preview()

    assert run.status != 0
    assert "stacks/Pulumi.customer.yaml is not valid (3):" in run.output
    assert "campaign.message_samples[1]: 16 characters, 20 to 1024 needed" in run.output
    assert "campaign.descripton: no such key" in run.output
    assert "profile.email: not an e-mail address" in run.output
    assert "no address" not in run.output
    assert "Traceback" not in run.output
    assert stack.calls() == []


def test_a_profile_rejected_within_its_thirty_seconds_ends_the_run_with_its_stage(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    stack.edit(lambda config: config["profile"].update(email="jane@mailinator.com"))

    run = a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview")

    assert run.status == Exit.PERSON, run.out + run.err
    assert "customer: profile_rejected" in run.out
    assert "Twilio sent the reason to https://" in run.out
    assert "Traceback" not in run.out + run.err
    assert stack.outputs()["stage"] == "profile_rejected"
    status = a2p(stack, "status", stack.name)
    assert status.status == Exit.PERSON
    assert "was rejected (18601: see `a2p explain 18601`); Twilio sent the reason to https://" in " ".join(
        status.out.split()
    )
    assert stack.preview("--expect-no-changes").status == 0
    state = simulator.control("GET", "/state")
    assert "brand" not in state
    assert not [call for call in stack.calls() if "BrandRegistrations" in call and call.startswith("POST")]

    stack.edit(lambda config: config["profile"].update(email="jane@janesgardencare.com"))
    again = stack.up()

    assert again.status == 0, again.output
    assert stack.outputs()["stage"] == "waiting_for_otp"
    profiles = [
        b for b in simulator.control("GET", "/state")["bundle"] if b["friendly_name"] == "a2p/customer"
    ]
    assert len(profiles) == 2, "one profile and one trust bundle: the same ones, submitted again"


def test_a_brand_that_fails_within_its_thirty_seconds_stops_the_run_with_the_reason(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    stack.up()
    brand_sid = stack.outputs()["resources"]["brand"]["sid"]
    simulator.control(
        "POST",
        f"/brands/{brand_sid}/decide",
        {
            "status": "FAILED",
            "errors": [{"error_code": 30795, "fields": ["EIN"], "description": "Tax id not found"}],
        },
    )

    assert stack.preview("--expect-no-changes").status == 0
    stack.up()

    assert stack.outputs()["stage"] == "brand_failed"
    assert "30795" in stack.outputs()["waits_for"]


def test_wrong_credentials_are_named_and_nothing_is_created(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    simulator.auth_token = "wrong"

    run = stack.up()

    assert run.status != 0
    assert "Twilio answered 401" in run.output
    assert "Traceback" not in run.output
    assert "do: check TWILIO_ACCOUNT_SID" in run.output
    profiles = simulator.control("GET", "/state")["bundle"]
    assert [profile["sid"] for profile in profiles] == [simulator.primary_customer_profile_sid]


def test_a_foreign_base_url_is_refused_before_any_credential_is_sent(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    stack.edit(lambda config: config.update(baseUrl="https://twilio.example.org"))

    run = stack.up()

    assert run.status != 0
    assert "credentials would go to 'twilio.example.org', neither Twilio nor this machine" in run.output
