"""Rest: a second run writes nothing, and a preview after each step of every scenario shows nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reliability.judging import changes
from tests.reliability.scenes import SCENES, Story
from tests.support.stories.log import writes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.reliability.figures import Family
    from tests.reliability.scenes import Scene
    from tests.support.miniature import Death, Run, World


class _Watched(Story):
    """A story that looks twice after every `up`."""

    family: Family

    def run(self, command: str, death: Death | None = None) -> Run:
        """The command, and after an `up` a preview and another `up`."""
        run = super().run(command, death)
        if command == "up" and run.ok:
            self._look_again()
        return run

    def _look_again(self) -> None:
        family = self.family
        quiet = super().run("preview")
        self.forget_calls()
        second = super().run("up")
        written = writes(self.calls())
        family.tried += 1
        family.count("changes shown", len(changes(quiet)))
        family.count("writes of a second up", len(written))
        family.count("leaks", self.leaks())
        reasons = [*changes(quiet), *written, quiet.failure, second.failure]
        if any(reasons):
            family.blame(self.scene.name, [each for each in reasons if each])


def try_all(
    world: World, family: Family, enough: Callable[[], bool], scenes: Sequence[Scene] = SCENES
) -> None:
    """Each scenario, step by step."""
    watched = type("Watched", (_Watched,), {"family": family})
    for scene in scenes:
        if enough():
            return
        story = watched(world, scene)
        story.command()
