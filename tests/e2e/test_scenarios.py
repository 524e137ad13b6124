"""The sample of the scenarios on the real engine; tests/scenarios/sample.py says which, and why these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.running import play
from tests.scenarios.sample import chosen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.starting_points import StartingPoints


@pytest.mark.parametrize(
    "scenario", [pytest.param(scenario, id=f"{theme}: {scenario.name}") for theme, scenario in chosen()]
)
def test_scenario(scenario: Scenario, starting_points: StartingPoints, tmp_path: Path) -> None:
    play(starting_points, scenario, tmp_path)
