"""Reads that lag behind writes, alone and together with a killed run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from a2p.plan.waits import AFTER_A_KILLED_RUN
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
PAUSE = AFTER_A_KILLED_RUN.seconds  # of `a2p up`
_LOOK = 31  # seconds of a person who looks at what a run has said
AT_ONCE = (
    "A known limit of plain `pulumi up`. A kill and reads that lag at the same time: the next run, begun at"
    " once, cannot see what the killed one has made, and makes it again, a Brand too. No look finds what"
    " Twilio does not show yet. `a2p up` waits before it goes on: the row above. Before a plain `pulumi up`"
    " after a kill, wait for as long as reads lag."
)


@dataclass(frozen=True)
class Point:
    """A scenario in a world where reads lag; `killed_at` is a call, or 0. pause: seconds after the kill."""

    scene: Scene
    lag: int
    killed_at: int = 0
    pause: float = 0.0

    def __str__(self) -> str:
        killed = f", killed at call {self.killed_at}" if self.killed_at else ""
        return f"{self.scene.name}, reads {self.lag} s behind{killed}"


def points(scenes: Sequence[Scene] = SCENES) -> list[Point]:
    """Every scenario and lag."""
    return [Point(scene, lag) for scene in scenes for lag in LAGS]


def points_with_a_kill(
    undisturbed: Undisturbed, pause: float, scenes: Sequence[Scene] = SCENES
) -> list[Point]:
    """Every write of every scenario, killed after Twilio has made it; the next run begins after a pause."""
    return [
        Point(scene, lag, number, pause)
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
        story.world.advance(point.pause)
    run = story.command()
    runs = 1
    while not run.ok and runs < MOST_RUNS:
        story.world.advance(_LOOK)
        run = story.command()
        runs += 1
    family.counts["most runs"] = max(runs, family.counts.get("most runs", 0))
    story.world.advance(_LOOK)  # the last look is not stale
    compare(story, undisturbed, family, str(point), run)
