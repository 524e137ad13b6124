"""Ctrl-C on a terminal that the engine draws on ends a run over many customers, not only the one in front."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import yaml

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.stack import Stack
from tests.support.terminal import run_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

LONG = 4.0  # seconds that Twilio takes for the call at which Ctrl-C is typed
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


def slow_down(simulator: SimulatorProcess, method: str, path: str) -> None:
    simulator.control("POST", "/faults", {"kind": "slow", "method": method, "path": path, "seconds": LONG})


def list_objects(simulator: SimulatorProcess, kind: str) -> list[Any]:
    """What the world holds of a kind."""
    objects: list[Any] = simulator.control("GET", "/state").get(kind, [])
    return objects


def has_lock(stack: Stack) -> bool:
    """Whether the engine is at work on the stack."""
    return any((stack.project.parent / "state/.pulumi/locks").rglob(f"{stack.name}/*.json"))


def is_creating(stack: Stack) -> bool:
    """Whether the engine has begun to create something."""
    folder = stack.project.parent / "state/.pulumi/stacks/a2p"
    for file in folder.glob(f"{stack.name}.json*"):
        content = file.read_bytes()
        if file.suffix in {".json", ".gz"} and b'"creating"' in (
            gzip.decompress(content) if file.suffix == ".gz" else content
        ):
            return True
    return False
