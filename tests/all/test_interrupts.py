"""Ctrl-C on a terminal that the engine draws on ends a run over many customers, not only the one in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.interrupts import has_lock, is_creating, list_objects, slow_down
from tests.support.stack import Stack
from tests.support.terminal import run_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

BRANDS = "/v1/a2p/BrandRegistrations"


def test_ctrl_c_ends_a_run_over_three_customers(tmp_path: Path, simulator: SimulatorProcess) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    names = [stack.name, "second", "third"]
    declare_siblings(stack, names[1:])
    one_by_one = ["--yes", "--jobs", "1"]

    slow_down(simulator, "POST", BRANDS)
    up = run_on_terminal(
        stack, ["up", *names, *one_by_one], interrupt_when=lambda: has_lock(stack) and is_creating(stack)
    )

    assert up.status == Exit.ERROR, up.output
    assert f"{stack.name}: interrupted" in up.output
    assert "second, third: not begun: the run was interrupted before" in up.output
    assert len(list_objects(simulator, "brand")) <= 1, "no other customer was begun"
    assert not has_lock(stack)

    simulator.control("DELETE", "/faults")
    assert a2p(stack, "up", *names, "--yes").status == Exit.PERSON
    assert len(list_objects(simulator, "service")) == len(names)

    slow_down(simulator, "DELETE", "/v1/Services")
    down = run_on_terminal(stack, ["destroy", *names, *one_by_one], interrupt_when=lambda: has_lock(stack))

    assert down.status == Exit.ERROR, down.output[-300:]
    assert "second, third: not begun: the run was interrupted before" in down.output
    assert len(list_objects(simulator, "service")) >= 2, "no other customer was destroyed"


def declare_siblings(stack: Stack, names: list[str]) -> None:
    """The same customer under other names, with nothing that only one of them can have."""
    content = yaml.safe_load(stack.file.read_text())
    config = {key: value for key, value in content["config"].items() if key != "a2p:phone_numbers"}
    for name in names:
        file = stack.file.with_name(f"Pulumi.{name}.yaml")
        file.write_text(yaml.safe_dump({"config": {**config, "a2p:phone_numbers": []}}))
