"""
The same on the real engine: real processes, real SIGKILL, and `a2p up` or `a2p destroy` to go on.

A point is a scenario, a call, a moment, and who is killed: the engine, its plugins, or all of them.
"""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from a2p.engine.processes import find_orphans
from tests.reliability.checkpoints import remembered
from tests.reliability.figures import Difference
from tests.reliability.real_scenes import SCENES
from tests.reliability.striking import MOMENTS, WHO, killed
from tests.reliability.telling import count_leaks
from tests.support.command import a2p
from tests.support.killing import RunEnded, normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from random import Random

    from tests.reliability.figures import Family, World
    from tests.reliability.real_scenes import RealScene
    from tests.support.backends import Backend
    from tests.support.command import CommandOutput
    from tests.support.stack import Stack
    from tests.support.starting_points import StartingPoints

_PREVIEWED = 4  # one of so many points is previewed, whatever the engine remembers
SAMPLE = (
    "Each call of each scenario is met once before any is met again; moment and victim go round from call to"
    " call. At every point the world is compared, and all that the engine remembers, the text of secrets"
    " apart, with what an undisturbed run leaves, which a preview finds without a change. A preview of its"
    f" own has every {_PREVIEWED}th point, and each at which the engine remembers anything else."
)
_DONE = frozenset({0, 2, 3})  # a2p's exit codes: done, a reviewer is at it, a person must act


@dataclass(frozen=True)
class Point:
    """One kill."""

    scene: RealScene
    call: int
    said: str
    moment: str
    who: str

    def __str__(self) -> str:
        return f"{self.scene.name}, call {self.call} ({self.said}), {self.moment}, {self.who} killed"


@dataclass(frozen=True)
class Left:
    """What an undisturbed run asks of Twilio, and what it leaves there and in its state."""

    calls: list[str]
    world: World
    state: list[str]


@dataclass
class Undisturbed:
    """How each scenario goes on the real engine when nothing is in its way."""

    starting_points: StartingPoints
    folder: Path
    make_backend: Callable[[], Backend | None] = lambda: None  # files, if there is none
    _runs: dict[str, Left] = field(default_factory=dict)

    def leaves(self, scene: RealScene) -> Left:
        """Run once, and looked at once more: a preview of what it leaves has to show nothing."""
        if scene.name not in self._runs:
            with _about_to(self, scene, self.folder / scene.name.replace(" ", "-")) as stack:
                run = stack.destroy() if scene.destroys else stack.up()
                assert run.status == 0, run.output
                calls, world = stack.calls(), normalised(stack.simulator.control("GET", "/state"))
                self._runs[scene.name] = Left(calls, world, remembered(stack))
                quiet = None if scene.destroys else stack.preview("--expect-no-changes")
                assert quiet is None or quiet.status == 0, quiet.output
        return self._runs[scene.name]


def points(undisturbed: Undisturbed, scenes: Sequence[RealScene] = SCENES) -> list[Point]:
    """All of them; a run tries a sample."""
    return [
        Point(scene, number, call.split("?")[0], moment, who)
        for scene in scenes
        for number, call in enumerate(undisturbed.leaves(scene).calls, start=1)
        for moment, who in product(MOMENTS, WHO)
    ]


def stratified(chosen: Sequence[Point], random: Random) -> list[Point]:
    """
    In an order in which each call of each scenario is met before any is met again.

    The calls of a scenario come in any order, the scenarios woven together by their number of calls. Moment
    and victim go round from call to call, so that nine calls of a scenario have met all nine.
    """
    how = list(product(MOMENTS, WHO))
    random.shuffle(how)
    known = {(each.scene.name, each.call, each.moment, each.who): each for each in chosen}
    calls: dict[str, list[int]] = {}
    for scene, call in dict.fromkeys((each.scene.name, each.call) for each in chosen):
        calls.setdefault(scene, []).append(call)
    woven: list[tuple[float, str, int, int]] = []
    for place, (scene, numbers) in enumerate(calls.items()):
        random.shuffle(numbers)
        woven += [(turn / len(numbers), scene, turn + place, call) for turn, call in enumerate(numbers)]
    return [
        known[scene, call, *how[(turn + again) % len(how)]]
        for again in range(len(how))
        for _, scene, turn, call in sorted(woven)
    ]


def try_all(
    undisturbed: Undisturbed,
    chosen: Sequence[Point],
    families: tuple[Family, Family],
    enough: Callable[[], bool],
) -> None:
    """Try points until there is no more time; the second family counts what was told."""
    for number, point in enumerate(chosen):
        if enough():
            return
        try:
            with _about_to(undisturbed, point.scene, undisturbed.folder / f"point-{number}") as stack:
                _try(
                    stack, point, undisturbed.leaves(point.scene), families, preview=number % _PREVIEWED == 0
                )
        except RunEnded:
            families[0].count("calls that were not come to")
        except Exception:  # noqa: BLE001 - a point that breaks is told as that, and the others go on
            families[0].blame(str(point), [traceback.format_exc(limit=-2)])


@contextmanager
def _about_to(undisturbed: Undisturbed, scene: RealScene, folder: Path) -> Iterator[Stack]:
    """A stack at its starting point, edited."""
    with undisturbed.starting_points.stack(scene.start, folder) as stack:
        if backend := undisturbed.make_backend():
            stack.move_state(backend)
        scene.declare(stack)
        stack.simulator.control("DELETE", "/requests")
        try:
            yield stack
        finally:
            stack.simulator.kill()  # it may still hold back what it was asked by the dead


def _try(
    stack: Stack, point: Point, undisturbed: Left, families: tuple[Family, Family], *, preview: bool
) -> None:
    family, secrets = families
    said = [killed(stack, point)]
    again = a2p(stack, point.scene.command, stack.name, "--yes", "--", "--skip-preview")
    found = Difference.between(normalised(stack.simulator.control("GET", "/state")), undisturbed.world)
    said += [again.out, again.err]
    reasons = [*found.told, *_stopped(again, point.scene)]
    reasons += ["a plugin lives on"] if find_orphans(stack.project) else []
    as_it_was = remembered(stack) == undisturbed.state
    family.count("states as an undisturbed run's", as_it_was)
    if point.scene.destroys:
        reasons += [] if as_it_was else ["something is left in the state"]
    elif preview or reasons or not as_it_was:
        quiet = stack.preview("--expect-no-changes")
        said.append(quiet.output)
        family.count("previews afterwards")
        family.count("previews that show a change", quiet.status != 0)
        reasons += (
            [] if quiet.status == 0 else [f"the preview ended with {quiet.status}: {quiet.output[-500:]}"]
        )
    _count(family, point, found, reasons)
    count_leaks(stack, said, secrets, str(point))


def _stopped(again: CommandOutput, scene: RealScene) -> list[str]:
    if again.status in _DONE:
        return []
    return [f"a2p {scene.command} ended with {again.status}: {again.err[-500:]}"]


def _count(family: Family, point: Point, found: Difference, reasons: list[str]) -> None:
    family.tried += 1
    family.count("killed")
    family.count(f"{point.who} killed")
    family.count("orphans", found.orphans)
    family.count("duplicates", found.duplicates)
    family.count("converged", not reasons)
    if reasons:
        family.blame(str(point), reasons)
