"""Reads that lag behind writes, alone and together with a killed run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.reliability.judging import compare
from tests.reliability.scenes import SCENES, Story
from tests.support.miniature import Death, Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.reliability.figures import Family
    from tests.reliability.judging import Undisturbed
    from tests.reliability.scenes import Scene

LAGS = (1, 2, 5, 10, 20, 30)  # seconds
MOST_RUNS = 3
_PAUSE = 31  # seconds between two runs of a person who looks at what the first one said


@dataclass(frozen=True)
class Point:
    """A scenario in a world where reads lag; `killed_at` is a call, or 0."""

    scene: Scene
    lag: int
    killed_at: int = 0

    def __str__(self) -> str:
        killed = f", killed at call {self.killed_at}" if self.killed_at else ""
        return f"{self.scene.name}, reads {self.lag} s behind{killed}"


def points(scenes: Sequence[Scene] = SCENES) -> list[Point]:
    """Every scenario and lag."""
    return [Point(scene, lag) for scene in scenes for lag in LAGS]


def points_with_a_kill(undisturbed: Undisturbed, scenes: Sequence[Scene] = SCENES) -> list[Point]:
    """Every write of every scenario, killed after Twilio has made it; the next run begins at once."""
    return [
        Point(scene, lag, number)
        for scene in scenes
        for number, call in enumerate(undisturbed.calls(scene), start=1)
        if not call.startswith("GET")
        for lag in (5, 30)
    ]


def try_all(
    undisturbed: Undisturbed, chosen: Sequence[Point], family: Family, enough: Callable[[], bool]
) -> None:
    """Try points until there is no more time."""
    for point in chosen:
        if enough():
            return
        _try(undisturbed, point, family)


def _try(undisturbed: Undisturbed, point: Point, family: Family) -> None:
    story = Story(undisturbed.world, point.scene)
    story.world.control("POST", "/faults", {"kind": "stale_reads", "seconds": point.lag})
    if point.killed_at:
        story.command(Death(point.killed_at, Moment.BEFORE_THE_ANSWER))
    run = story.command()
    runs = 1
    while not run.ok and runs < MOST_RUNS:
        story.world.advance(_PAUSE)
        run = story.command()
        runs += 1
    family.counts["most runs"] = max(runs, family.counts.get("most runs", 0))
    story.world.advance(_PAUSE)  # the last look is not stale
    compare(story, undisturbed, family, str(point), run)
