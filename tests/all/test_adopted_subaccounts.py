"""Customers of one to four Campaigns in several subaccounts are adopted; no preview has a change."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.support.command import COMMAND, a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import DATABASE, Stack, make_project
from tests.support.unmanaged_customers import fill_subaccounts

if TYPE_CHECKING:
    from pathlib import Path

SPEED = 1000


def test_each_adopted_customer_of_each_subaccount_previews_without_a_change(tmp_path: Path) -> None:
    with SimulatorProcess.start(
        SPEED, tmp_path / DATABASE, 0.0, "--set", "limit_registrations=off"
    ) as simulator:
        accounts = fill_subaccounts(simulator, customers=4, subaccounts=2)
        stack = Stack("none", make_project(tmp_path), simulator)

        adopted = a2p(stack, "adopt", "--subaccounts", "--base-url", simulator.url, "--import")
        assert adopted.status == 0, adopted.out + adopted.err
        tokens = {f"TWILIO_{each.account_sid.upper()}_AUTH_TOKEN": each.auth_token for each in accounts}
        with patch.dict(os.environ, tokens):
            previewed = a2p(stack, "preview", "--all", "--report", "json")
        writes = [call for call in stack.calls() if not call.startswith("GET")]

    assert previewed.status == 0, previewed.out + previewed.err
    stacks = json.loads(previewed.out)["stacks"]
    assert [each["outcome"] for each in stacks] == ["unchanged"] * 4
    campaigns = [each["outputs"].get("campaigns") or {"campaign": {}} for each in stacks]
    assert sorted(map(len, campaigns)) == [1, 2, 3, 4]
    assert len([call for call in writes if "/Usa2p" in call]) == 1 + 2 + 3 + 4, "none but those of before"


def test_an_import_of_several_at_once_that_is_killed_is_ended_by_the_next(tmp_path: Path) -> None:
    with SimulatorProcess.start(
        SPEED, tmp_path / DATABASE, 0.0, "--set", "limit_registrations=off"
    ) as simulator:
        accounts = fill_subaccounts(simulator, customers=4, subaccounts=2)
        stack = Stack("none", make_project(tmp_path), simulator)
        adopt = ["adopt", "--subaccounts", "--base-url", simulator.url, "--import", "--jobs", "4"]

        left = kill_at_first_import(stack, adopt)
        again = a2p(stack, *adopt, "--json")
        tokens = {f"TWILIO_{each.account_sid.upper()}_AUTH_TOKEN": each.auth_token for each in accounts}
        with patch.dict(os.environ, tokens):
            previewed = a2p(stack, "preview", "--all", "--report", "json")

    assert 0 < left < 4
    assert again.status == 0, again.out + again.err
    assert {each["not_imported"] for each in again.data["customers"]} == {""}
    assert [each["outcome"] for each in json.loads(previewed.out)["stacks"]] == ["unchanged"] * 4
    assert not list_documents(stack), "they hold personal data"
    assert not list((tmp_path / "state/.pulumi/locks").rglob("*.json"))


def kill_at_first_import(stack: Stack, words: list[str]) -> int:
    """Kill the command and all that it has started once a customer is imported; how many are not."""
    process = subprocess.Popen(
        [COMMAND, *words],
        cwd=stack.project,
        env=stack.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline, seen = time.monotonic() + 120, 0
    while time.monotonic() < deadline and process.poll() is None:
        left = len(list_documents(stack))
        seen = max(seen, left)
        if left < seen == 4:
            break
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return len(list_documents(stack))


def list_documents(stack: Stack) -> list[Path]:
    return list(stack.project.glob(".a2p/adopt/*/*.json"))
