"""`a2p doctor` for a customer: the machine, the engine, the state and Twilio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(100) as running:
        yield running


def test_the_whole_way_is_checked_for_a_customer(tmp_path: Path, simulator: SimulatorProcess) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)

    well = a2p(stack, "doctor", "customer", "--json")

    assert well.status == Exit.DONE, well
    levels = {each["check"]: each["level"] for each in well.data}
    assert set(levels) >= {"python", "engine", "language host", "state", "passphrase", "business identity"}
    assert set(levels.values()) == {"ok"}, well.out

    secret = ("--secret", "--path", "a2p:profile.last_name", "Gardener")
    assert stack.pulumi("config", "set", *secret, "--stack", "customer").status == 0
    ill = a2p(stack, "doctor", "customer", env={"PULUMI_CONFIG_PASSPHRASE": "wrong"})

    assert ill.status == Exit.ERROR
    assert "FAIL  stack customer:" in ill.out
    assert "incorrect passphrase" in ill.out
    assert "\n      do: check PULUMI_CONFIG_PASSPHRASE" in ill.out
