"""The crash matrix in the miniature: every scenario, every call, every moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.reliability.judging import goes_on
from tests.reliability.scenes import SCENES, Story
from tests.support.miniature import Death, Moment
from tests.support.stories.log import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.reliability.figures import Family
    from tests.reliability.judging import Undisturbed
    from tests.reliability.scenes import Scene


@dataclass(frozen=True)
class Point:
    """One death of one scenario's command."""

    scene: Scene
    death: Death
    call: str

    def __str__(self) -> str:
        death = self.death
        who = "the engine alone" if death.engine_alone else death.moment.value
        return f"{self.scene.name}, call {death.call} ({self.call}), {who}"


def points(undisturbed: Undisturbed, scenes: Sequence[Scene] = SCENES) -> list[Point]:
    """All of them: both processes die at each of three moments, or the engine dies and its plugin goes on."""
    return [
        Point(scene, death, _plain(call))
        for scene in scenes
        for number, call in enumerate(undisturbed.calls(scene), start=1)
        for death in _deaths(number)
    ]


def _deaths(number: int) -> list[Death]:
    both = [Death(number, moment) for moment in Moment]
    return [*both, Death(number, Moment.BEFORE_SAVING, engine_alone=True)]


def _plain(call: str) -> str:
    method, path = call.split(" ", 1)
    return plain({"method": method, "path": path})


def try_all(
    undisturbed: Undisturbed, chosen: Sequence[Point], family: Family, enough: Callable[[], bool]
) -> None:
    """Try points until there is no more time."""
    for point in chosen:
        if enough():
            return
        story = Story(undisturbed.world, point.scene)
        killed = story.command(point.death)
        family.count("killed", killed.died)
        goes_on(story, undisturbed, family, str(point))
