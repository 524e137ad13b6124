"""A run that follows a preview does all that was shown; tests/scenarios has a sample of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.scenarios.agreed_plans import SAMPLED_KIND, list_kinds, play_agreed_plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.miniature import World

OTHERS = [kind for number, kind in enumerate(list_kinds()) if number % SAMPLED_KIND]


@pytest.mark.parametrize(
    "scenario", [pytest.param(scenario, id=f"{theme}: {scenario.name}") for theme, scenario in OTHERS]
)
def test_what_was_shown_is_done(
    scenario: Scenario, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_agreed_plan(scenario, world, tmp_path, monkeypatch)
