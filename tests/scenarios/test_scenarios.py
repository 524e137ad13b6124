"""Every scenario of the tables beside this file, on the miniature engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios import schema
from tests.scenarios.running import play
from tests.support.miniature import World
from tests.support.miniature.starting_points import MiniatureStartingPoints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.scenarios.schema import Scenario

LEAST, LEAST_SETTLED = 145, 50  # the suite is not to shrink unseen
EVERY = schema.every()


@pytest.fixture(scope="session")
def starting_points(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MiniatureStartingPoints]:
    with World.started(tmp_path_factory.mktemp("world")) as world:
        yield MiniatureStartingPoints(world)


@pytest.mark.parametrize(
    "scenario",
    [pytest.param(scenario, id=f"{theme}: {scenario.name}") for theme, scenario in EVERY],
)
def test_scenario(scenario: Scenario, starting_points: MiniatureStartingPoints, tmp_path: Path) -> None:
    play(starting_points, scenario, tmp_path)


def test_there_are_as_many_scenarios_as_there_have_to_be() -> None:
    assert len(EVERY) >= LEAST
    assert sum(scenario.expect.settles for _theme, scenario in EVERY) >= LEAST_SETTLED
