"""What `a2p drift` has found stands in `a2p status`, and the next run mends it (W13)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import requests

from a2p.cli.exit_codes import Exit
from a2p.plan.consents import Consent
from tests.support.approved import register_verified
from tests.support.command import a2p
from tests.support.console_calls import post, words
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.simulator import SimulatorProcess

PERSON = "authorized_representative_1"


def change_name(simulator: SimulatorProcess, last_name: str) -> None:
    """As somebody in the Console would."""
    auth = (simulator.account_sid, simulator.auth_token)
    found = requests.get(f"{simulator.url}/v1/EndUsers", auth=auth, timeout=30).json()["results"]
    (person,) = (each for each in found if each["type"] == PERSON)
    attributes = json.dumps({**person["attributes"], "last_name": last_name})
    post(simulator, f"/v1/EndUsers/{person['sid']}", Attributes=attributes)


def test_a_changed_part_is_told_by_the_status_and_mended_by_the_next_run(
    tmp_path: Path, simulator: SimulatorProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack, _service = register_verified(tmp_path, simulator)
    change_name(simulator, "Gonzales")

    drift = a2p(stack, "drift", stack.name)
    assert drift.status == Exit.DRIFT
    assert f"not at Twilio as it is declared: profile {PERSON} (last_name)" in words(drift)
    assert "A2P_ALLOW_TRAFFIC_LOSS=true a2p up customer -- --refresh" in words(drift)

    status = a2p(stack, "status", stack.name)
    assert (status.status, f"profile {PERSON} (last_name)" in words(status)) == (Exit.DRIFT, True)
    told = a2p(stack, "status", stack.name, "--json").data[0]["drift"]
    assert {each["resource"] for each in told["differences"]} == {"BrandRevision", "Campaign"}
    for verb in (["preview"], ["up", "--yes"]):  # an approved Campaign is not touched unasked
        ran = a2p(stack, verb[0], stack.name, *verb[1:])
        assert (ran.status, "nobody has agreed to mend it" in words(ran)) == (Exit.DONE, True)

    monkeypatch.setenv(Consent.TRAFFIC_LOSS.value, "true")
    assert a2p(stack, "up", stack.name, "--yes").status == Exit.WAITING
    monkeypatch.delenv(Consent.TRAFFIC_LOSS.value)
    assert a2p(stack, "status", stack.name, "--json").data[0]["drift"] is None
    assert a2p(stack, "drift", stack.name).status == Exit.DONE


def test_what_was_found_is_forgotten_when_it_is_put_right_at_twilio(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    assert stack.up().status == 0
    change_name(simulator, "Gonzales")
    assert a2p(stack, "drift", stack.name).status == Exit.DRIFT
    assert a2p(stack, "status", stack.name).status == Exit.DRIFT

    change_name(simulator, "Gonzalez")

    assert a2p(stack, "drift", stack.name).status == Exit.DONE
    assert a2p(stack, "status", stack.name).status == Exit.WAITING
