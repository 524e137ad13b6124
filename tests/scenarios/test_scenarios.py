"""Every scenario of the tables beside this file, on the miniature engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios import schema
from tests.scenarios.running import play
from tests.support.miniature.starting_points import MiniatureStartingPoints

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.miniature import World

LEAST, LEAST_SETTLED = 145, 50  # the suite is not to shrink unseen
EVERY = schema.every()


@pytest.fixture
def starting_points(world: World) -> MiniatureStartingPoints:
    return MiniatureStartingPoints(world)


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(scenario, id=f"{theme}: {scenario.name}") for theme, scenario in EVERY],
)
def test_scenario(scenario: Scenario, starting_points: MiniatureStartingPoints, tmp_path: Path) -> None:
    play(starting_points, scenario, tmp_path)


def test_there_are_as_many_scenarios_as_there_have_to_be() -> None:
    assert len(EVERY) >= LEAST
    assert sum(scenario.expect.settles for _theme, scenario in EVERY) >= LEAST_SETTLED
