"""An approved customer, and another account's credentials: nothing is bought, and nothing is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.support.command import a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

OTHER, TOKEN = "AC" + "1" * 32, "2" * 32


def state_of(stack: Stack) -> list[dict[str, Any]]:
    """The resources of the state, but for what is only read."""
    latest = json.loads(stack.export())["deployment"]
    return [
        {"urn": each["urn"], "id": each["id"], "sid": each["outputs"].get("sid")}
        for each in latest["resources"]
        if "dynamic/a2p" in each["type"] and not each.get("external")
    ]


def test_another_accounts_credentials_touch_nothing(tmp_path: Path) -> None:
    with (
        SimulatorProcess.start(100) as simulator,
        SimulatorProcess.start(100, ":memory:", 0.0, "--account", f"{OTHER}:{TOKEN}") as elsewhere,
    ):
        stack = Stack.of_example("example-standard", tmp_path, simulator)
        assert stack.up().status == 0
        service = stack.recorded_outputs()["resources"]["messaging_service"]["sid"]
        simulator.control("POST", f"/campaigns/{service}/decide", {"status": "VERIFIED"})
        assert stack.up().status == 0
        assert stack.recorded_outputs()["account_sid"] == simulator.account_sid
        before = state_of(stack)
        env = {
            "TWILIO_ACCOUNT_SID": OTHER,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "A2P_SIMULATOR_URL": elsewhere.url,
        }

        for words in (
            ("preview", stack.name),
            ("up", stack.name, "--yes"),
            ("up", stack.name, "--yes", "--forbid-traffic-loss"),
            ("drift", stack.name),
            ("doctor", stack.name),
        ):
            ran = a2p(stack, *words, env=env)
            said = ran.out + ran.err
            assert ran.status not in {0, 7}, said
            assert simulator.account_sid in said, said
            assert OTHER in said, said
        consent = {"A2P_ALLOW_TRAFFIC_LOSS": "true"}
        destroyed = a2p(stack, "destroy", stack.name, "--yes", env=env | consent)
        assert f"registered in the account {simulator.account_sid}" in destroyed.out, destroyed

        assert state_of(stack) == before
        assert elsewhere.control("GET", "/requests") == []
        assert stack.preview("--expect-no-changes").status == 0
