"""What ends a run before it begins is told with a command that finds the reason (F20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.killed_up import UP, brands
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

SPEED = 1000
WRONG = {"PULUMI_CONFIG_PASSPHRASE": "another one"}


def test_a_wrong_passphrase_is_told_and_found_by_the_command_that_is_named(tmp_path: Path) -> None:
    with SimulatorProcess.start(SPEED) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        assert a2p(stack, *UP).status == Exit.PERSON

        refused = a2p(stack, *UP, env=WRONG)

        assert refused.status == Exit.ERROR
        assert "incorrect passphrase" in refused.err
        assert "do: a2p doctor customer" in refused.err
        found = a2p(stack, "doctor", "customer", env=WRONG)
        assert found.status == Exit.ERROR
        assert "incorrect passphrase" in found.out
        assert "check PULUMI_CONFIG_PASSPHRASE" in found.out
        assert len(brands(stack)) == 1
