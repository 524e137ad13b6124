"""What a scan of the account finds is what the engine finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.drift_both_ways import SAMPLED_PLANT, find_both_ways, list_plants, preview_both_ways

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.starting_points import StartingPoints

OTHERS = [plant for number, plant in enumerate(list_plants()) if number % SAMPLED_PLANT]


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.name) for each in OTHERS])
def test_a_scan_says_what_the_engine_says(
    scenario: Scenario, starting_points: StartingPoints, tmp_path: Path
) -> None:
    find_both_ways(starting_points, scenario, tmp_path)


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.name) for each in list_plants()[1::3]])
def test_a_preview_without_the_engine_says_what_the_engine_says(
    scenario: Scenario, starting_points: StartingPoints, tmp_path: Path
) -> None:
    preview_both_ways(starting_points, scenario, tmp_path)
