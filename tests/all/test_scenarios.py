"""Every scenario on the real engine that is not in the sample of tests/e2e."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios import schema
from tests.scenarios.running import play
from tests.scenarios.sample import chosen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.starting_points import StartingPoints

SAMPLE = {(theme, scenario.name) for theme, scenario in chosen()}
OTHERS = [(theme, scenario) for theme, scenario in schema.every() if (theme, scenario.name) not in SAMPLE]


@pytest.mark.parametrize(
    "scenario", [pytest.param(scenario, id=f"{theme}: {scenario.name}") for theme, scenario in OTHERS]
)
def test_scenario(scenario: Scenario, starting_points: StartingPoints, tmp_path: Path) -> None:
    play(starting_points, scenario, tmp_path)
