"""`pulumi cancel` deletes the lock of a run that goes on: the next run does nothing beside it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.interrupts import has_lock, list_objects
from tests.support.stack import Stack
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

BRANDS = "/v1/a2p/BrandRegistrations"
HELD = 25.0  # seconds that Twilio takes for the Brand: long enough for a cancel and a run after it


def test_no_second_brand_is_bought_beside_a_run_that_was_cancelled(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    fault = {"kind": "slow", "method": "POST", "path": BRANDS, "seconds": HELD}
    simulator.control("POST", "/faults", fault)
    first = subprocess.Popen(
        ["pulumi", "up", "--yes", "--skip-preview", "--stack", stack.name, "--non-interactive"],
        cwd=stack.project,
        env=stack.environment(),
        stdout=subprocess.DEVNULL,
    )
    wait_until(lambda: has_lock(stack) and is_registering_brand(stack), seconds=60)

    cancelled = stack.pulumi("cancel", stack.name, "--yes")
    beside = a2p(stack, "up", stack.name, "--yes")

    assert cancelled.status == 0, cancelled.output
    assert not has_lock(stack)
    assert first.poll() is None, "the run goes on"
    assert beside.status == Exit.ERROR
    assert "another run is at work" in beside.err
    assert f"kill -INT {first.pid}" in beside.err

    simulator.control("DELETE", "/faults")
    first.wait(timeout=120)
    again = a2p(stack, "up", stack.name, "--yes")

    assert again.status == Exit.WAITING, again.out + again.err
    assert len(list_objects(simulator, "brand")) == 1
    assert len(list_objects(simulator, "campaign")) == 1


def is_registering_brand(stack: Stack) -> bool:
    """Whether the engine has begun on the Brand, and waits for the answer."""
    checkpoint = stack.state.read_checkpoint(stack.name)
    pending = checkpoint.pending if checkpoint else ()
    return any(each.urn.endswith("::brand") for each in pending)
