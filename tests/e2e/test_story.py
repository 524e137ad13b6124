"""The whole life of a customer's registration on the real engine: from the first `up` to `destroy`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from tests.support.simulator import ROOT
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.simulator import SimulatorProcess
# What the walkthrough itself makes of a first run (G2, G3; P2 to P8, T1 to T4, B1, M1): nine calls for the
# profile, six for the trust bundle, the Brand, the service, and a look after each of the three waits.
LEAST_CALLS = 9 + 6 + 1 + 1 + 3
MOBILE = "+14155550124"


def ours(state: dict[str, list[dict[str, str]]]) -> list[str]:
    """What carries the stack's mark at Twilio."""
    return [
        each["sid"] for kind in state.values() for each in kind if each.get("friendly_name") == "a2p/customer"
    ]


def service_sid(stack: Stack) -> str:
    sid: str = stack.outputs()["resources"]["messaging_service"]["sid"]
    return sid


def test_a_sole_proprietor_goes_from_nothing_to_verified_and_away_again(
    tmp_path: Path, simulator: SimulatorProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)

    first = stack.up(preview=True)
    assert first.status == 0, first.output
    outputs = stack.outputs()
    assert outputs["stage"] == "waiting_for_otp"
    assert outputs["who_must_act"].startswith("the customer: reply YES")
    assert outputs["next_command"] == "pulumi up -s customer"
    assert outputs["resources"]["brand"]["status"] == "APPROVED"
    assert outputs["resources"]["brand"]["identity_status"] == "UNVERIFIED"
    assert outputs["resources"]["campaign"]["status"] == "not registered"
    calls = stack.calls()
    # Preview and run look for what an earlier run, or a stack of another name, has left, also where only the
    # profile was deleted: 3 each, 1 Brand; and at the primary profile, and at the services that may have the
    # number: 2 each.
    assert len(calls) <= LEAST_CALLS + 11, "\n".join(calls)
    assert not [call for call in calls if "Usa2p" in call or "/PhoneNumbers" in call]

    assert stack.preview("--expect-no-changes").status == 0
    simulator.control("POST", "/otp/reply", {"mobile_phone_number": MOBILE})
    preview = stack.preview("--expect-no-changes")
    assert preview.status == 7, preview.output
    assert "Campaign: register: what it waited for has happened, so it is registered now" in preview.output

    second = stack.up()
    assert second.status == 0, second.output
    assert stack.outputs()["stage"] == "campaign_in_review"
    assert stack.outputs()["resources"]["campaign"]["status"] in {"PENDING", "IN_PROGRESS"}
    number = simulator.phone_numbers[0]["sid"]
    assert stack.outputs()["resources"][number]["status"] == "associated"

    simulator.control("POST", f"/campaigns/{service_sid(stack)}/decide", {"status": "VERIFIED"})
    before = len(stack.calls())
    quiet = stack.preview("--expect-no-changes")
    assert quiet.status == 0, quiet.output
    assert len(stack.calls()) - before <= 8
    assert "unchanged" in stack.up().output
    assert stack.outputs()["stage"] == "verified"
    assert stack.outputs()["next_command"] == ""

    brand_sid = stack.outputs()["resources"]["brand"]["sid"]
    before = len(stack.calls())
    refused = stack.destroy()
    assert refused.status != 0
    assert "PhoneNumberAssociation: it was not deleted: the Campaign" in refused.output
    assert all(call.startswith("GET ") for call in stack.calls()[before:])

    monkeypatch.setenv("A2P_ALLOW_TRAFFIC_LOSS", "true")
    destroyed = stack.destroy()
    assert destroyed.status == 0, destroyed.output
    assert f"Brand {brand_sid} stays at Twilio: no API deletes a Brand." in destroyed.output
    state = simulator.control("GET", "/state")
    assert [brand["sid"] for brand in state["brand"]] == [brand_sid]
    assert not state.get("campaign")
    assert {sid[:2] for sid in ours(state)} == {"BU", "IT", "RD", "AD"}, "and what the Brand is made of"


def test_a_low_volume_standard_customer_is_in_review_after_one_up(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)

    run = stack.up()

    assert run.status == 0, run.output
    outputs = stack.outputs()
    assert outputs["stage"] == "campaign_in_review"
    assert outputs["resources"]["brand"]["status"] == "APPROVED"
    brand = simulator.control("GET", "/state")["brand"][0]
    assert brand["brand_type"] == "STANDARD"
    assert brand["skip_automatic_sec_vet"] is True
    assert stack.preview("--expect-no-changes").status == 0
    assert stack.preview("--refresh", "--expect-no-changes").status == 0


def test_the_mandated_waits_are_kept_on_the_clock_twilio_lives_by(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)

    stack.up()

    requests = simulator.control("GET", "/requests")
    submitted = [r["time"] for r in requests if r["parameters"].get("Status") == "pending-review"]
    brand = next(
        r["time"] for r in requests if r["path"].endswith("/BrandRegistrations") and r["method"] == "POST"
    )
    looked = max(r["time"] for r in requests if re.search(r"/BrandRegistrations/BN\w+$", r["path"]))
    waits = [submitted[1] - submitted[0], brand - submitted[1], looked - brand]
    assert all(30 <= wait < 45 for wait in waits), waits


def test_no_personal_data_and_no_credential_is_readable_in_the_state_or_the_log(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    for example in ("example", "example-standard"):
        folder = tmp_path / example
        folder.mkdir()
        stack = Stack.of_example(example, folder, simulator, name=example)
        declared = yaml.safe_load((ROOT / "stacks" / f"Pulumi.{example}.yaml").read_text())["config"]

        assert stack.up().status == 0

        readable = stack.export() + stack.log.read_text()
        assert "RegistrationStatus" in readable
        for secret in (*personal(declared), simulator.auth_token):
            assert secret not in readable, secret


def personal(declared: dict[str, object]) -> set[str]:
    """Every text under profile and trust_bundle that tells who the customer is or where to reach it."""
    telling = {
        "email",
        "first_name",
        "last_name",
        "phone_number",
        "mobile_phone_number",
        "street",
        "street_secondary",
        "postal_code",
        "business_registration_number",
    }
    found: set[str] = set()

    def walk(value: object, key: str = "") -> None:
        if isinstance(value, dict):
            for name, item in value.items():
                walk(item, name)
        elif key in telling:
            found.add(str(value))

    walk(declared["a2p:profile"])
    walk(declared["a2p:trust_bundle"])
    # First names stand in texts of every kind ("Jane's Garden Care" is the brand's public name).
    return {value for value in found if len(value) > 4}
