"""Ctrl-C on a terminal that the engine draws on; tests/all has a run over many customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.interrupts import has_lock, is_creating, list_objects, slow_down
from tests.support.stack import Stack
from tests.support.terminal import run_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

BRANDS = "/v1/a2p/BrandRegistrations"


def test_ctrl_c_ends_a_run_that_the_engine_draws(tmp_path: Path, simulator: SimulatorProcess) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    slow_down(simulator, "POST", BRANDS)

    up = run_on_terminal(
        stack, ["up", stack.name, "--yes"], interrupt_when=lambda: has_lock(stack) and is_creating(stack)
    )

    assert up.status == Exit.ERROR, up.output
    assert f"{stack.name}: interrupted" in up.output
    assert not has_lock(stack)
    simulator.control("DELETE", "/faults")
    assert a2p(stack, "up", stack.name, "--yes").status == Exit.PERSON
    assert len(list_objects(simulator, "brand")) == 1
