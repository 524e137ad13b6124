"""A sample of what `make reliability` measures in full, and that the measure would notice a failure."""

from __future__ import annotations

import itertools
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from tests.reliability import (
    adopting,
    answers,
    document,
    drift,
    limits,
    matrix,
    real,
    rest,
    staleness,
)
from tests.reliability.__main__ import DOCUMENT, FIGURES
from tests.reliability.figures import Difference, Family, merged
from tests.reliability.judging import Undisturbed
from tests.reliability.real_scenes import SCENES as REAL_SCENES
from tests.reliability.scenes import SCENES
from tests.reliability.striking import MOMENTS, WHO

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.support.miniature import World

SEED = 10
REPLACE, DESTROY = SCENES[5], SCENES[8]


@pytest.fixture(scope="module")
def undisturbed(world: World) -> Undisturbed:
    return Undisturbed(world)


def sampled(points: Sequence[Any], size: int) -> list[Any]:
    return random.Random(SEED).sample(list(points), size)  # noqa: S311 - repeatable, not secret


def assert_green(undisturbed: Undisturbed, points: Sequence[Any], try_all: Callable[..., None]) -> None:
    family = Family("sample", "miniature", there=len(points))
    try_all(undisturbed, points, family, lambda: False)
    assert family.red == []
    assert family.tried == family.there > 0


def test_a_killed_run_is_finished_by_the_next_as_if_nothing_had_been(undisturbed: Undisturbed) -> None:
    assert_green(undisturbed, sampled(matrix.points(undisturbed), 16), matrix.try_all)


def test_a_replacement_killed_after_its_creation_keeps_what_was_created(undisturbed: Undisturbed) -> None:
    made = len(undisturbed.calls(REPLACE))
    points = [each for each in matrix.points(undisturbed, [REPLACE]) if each.death.call == made]
    assert_green(undisturbed, points, matrix.try_all)


def test_a_destroy_killed_behind_the_brand_keeps_what_the_brand_is_made_of(undisturbed: Undisturbed) -> None:
    points = [each for each in matrix.points(undisturbed, [DESTROY]) if each.death.call == 4]
    assert_green(undisturbed, points, matrix.try_all)


def test_an_answer_that_is_lost_duplicates_nothing(undisturbed: Undisturbed) -> None:
    assert_green(undisturbed, sampled(answers.points(undisturbed), 5), answers.try_all)


def test_reads_that_lag_duplicate_nothing(undisturbed: Undisturbed) -> None:
    assert_green(undisturbed, sampled(staleness.points(), 3), staleness.try_all)


def test_drift_is_seen_and_put_right_by_one_up(undisturbed: Undisturbed, world: World) -> None:
    assert_green(undisturbed, sampled(drift.points(world), 5), drift.try_all)


def test_a_429_is_waited_for_as_long_as_twilio_says(undisturbed: Undisturbed) -> None:
    assert_green(undisturbed, sampled(limits.points(undisturbed), 5), limits.try_all)


def test_after_each_step_a_preview_shows_nothing_and_an_up_writes_nothing(world: World) -> None:
    family = Family("rest", "miniature")
    rest.try_all(world, family, lambda: False, sampled(SCENES, 3))
    assert family.red == []
    assert family.tried >= 3


def test_objects_too_many_are_told_from_those_that_are_twice_and_those_that_are_others() -> None:
    a, b, c = ({"name": name} for name in "abc")

    assert Difference.between({"brand": [a, b]}, {"brand": [b, a]}) == Difference()
    found = Difference.between({"brand": [a, a, c], "service": [c]}, {"brand": [a], "service": [b]})
    assert (found.duplicates, found.orphans, found.unlike) == (1, 1, 1)


def test_each_call_of_a_scenario_is_met_before_any_is_met_again_and_nine_meet_all_moments_and_victims() -> (
    None
):
    points = [
        real.Point(scene, call, "", moment, who)
        for scene, calls in zip(REAL_SCENES, itertools.cycle((30, 9, 12)), strict=False)
        for call in range(1, calls + 1)
        for moment, who in itertools.product(MOMENTS, WHO)
    ]
    sample = real.stratified(points, random.Random(SEED))  # noqa: S311 - repeatable, not secret
    pairs = {(each.scene.name, each.call) for each in points}
    first = sample[: len(pairs)]

    assert set(sample) == set(points)
    assert len(sample) == len(points)
    assert {(each.scene.name, each.call) for each in first} == pairs
    assert {each.scene.name for each in sample[: len(REAL_SCENES)]} == {scene.name for scene in REAL_SCENES}
    assert {(each.scene.name, each.moment, each.who) for each in first} == {
        (scene.name, moment, who) for scene in REAL_SCENES for moment in MOMENTS for who in WHO
    }


def test_after_the_pause_of_a2p_up_a_killed_run_is_finished_although_reads_lag(
    undisturbed: Undisturbed,
) -> None:
    points = staleness.points_with_a_kill(undisturbed, staleness.PAUSE)
    assert_green(undisturbed, sampled(points, 4), staleness.try_all)


def test_a_killed_adoption_is_run_again_and_writes_what_an_undisturbed_one_writes(tmp_path: Path) -> None:
    family = Family("sample", "real processes", there=2)
    with adopting.Account.opened(tmp_path) as account:
        adopting.try_all(account, sampled(adopting.points(account), 2), family, lambda: False)
    assert family.red == []
    assert family.tried == family.there


def test_parts_of_a_family_are_told_as_one() -> None:
    part = Family("a", "engine", there=2, tried=1, counts={"killed": 1}, red=["x"])

    (whole,) = merged([part, Family("a", "engine", there=3, tried=3, counts={"killed": 2, "orphans": 0})])

    assert whole == Family("a", "engine", 5, 4, {"killed": 3, "orphans": 0}, ["x"])


def test_the_document_is_the_one_that_its_figures_make() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document.written(json.loads(FIGURES.read_text()))
