"""The example company as it is most of its life: its Campaign is approved, and it sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


def register_approved(folder: Path, simulator: SimulatorProcess) -> tuple[Stack, str]:
    """Its stack, and the SID of its service; no run has seen the approval yet."""
    stack = Stack.of_example("example-standard", folder, simulator)
    assert stack.up().status == 0
    service: str = stack.recorded_outputs()["resources"]["messaging_service"]["sid"]
    simulator.control("POST", f"/campaigns/{service}/decide", {"status": "VERIFIED"})
    return stack, service


def register_verified(folder: Path, simulator: SimulatorProcess) -> tuple[Stack, str]:
    """The same, and a run has recorded it."""
    stack, service = register_approved(folder, simulator)
    assert a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview").status == Exit.DONE
    return stack, service
