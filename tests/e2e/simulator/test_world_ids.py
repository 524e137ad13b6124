"""The id of a simulated world, across restarts and resets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import requests

from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from pathlib import Path


def test_each_world_has_an_id_of_its_own_which_a_restart_keeps(tmp_path: Path) -> None:
    def world_of(running: SimulatorProcess) -> str:
        return requests.get(f"{running.url}/_sim/clock", timeout=30).headers["X-Simulator-World"]

    with SimulatorProcess.start(0, tmp_path / "one.db") as first:
        begun = world_of(first)
    with SimulatorProcess.start(0, tmp_path / "one.db") as again, SimulatorProcess.start(0) as other:
        assert world_of(again) == begun
        assert world_of(other) != begun
        again.control("POST", "/reset")
        assert world_of(again) not in {begun, world_of(other)}
