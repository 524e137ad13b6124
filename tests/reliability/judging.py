"""After a disturbance: at most one further command, and everything is as if nothing had been."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.reliability.figures import Difference, Family
from tests.reliability.scenes import Story
from tests.support.killing import normalised

if TYPE_CHECKING:
    from tests.reliability import figures
    from tests.reliability.scenes import Scene
    from tests.support.miniature import Run, World

_QUIET = frozenset({"same", "read"})


@dataclass
class Undisturbed:
    """How each scenario goes when nothing is in its way."""

    world: World
    _runs: dict[str, tuple[list[str], figures.World]] = field(default_factory=dict)

    def calls(self, scene: Scene) -> list[str]:
        """What the command asks of Twilio, `METHOD /path`, in order."""
        return self._of(scene)[0]

    def leaves(self, scene: Scene) -> figures.World:
        return self._of(scene)[1]

    def _of(self, scene: Scene) -> tuple[list[str], figures.World]:
        if scene.name not in self._runs:
            story = Story(self.world, scene)
            story.forget_calls()
            run = story.command()
            assert run.ok, f"{scene.name}: {run.failure}"
            calls = [f"{call['method']} {call['path']}" for call in story.calls()]
            self._runs[scene.name] = calls, normalised(self.world.state())
        return self._runs[scene.name]


def changes(run: Run) -> list[str]:
    """What a command would do, or has done."""
    return [f"{operation} {name}" for operation, name in run.steps if operation not in _QUIET]


def goes_on(story: Story, undisturbed: Undisturbed, family: Family, point: str) -> bool:
    """Run the same command once more and count what came of it; whether all was well."""
    again = story.command()
    return compare(story, undisturbed, family, point, again)


def compare(story: Story, undisturbed: Undisturbed, family: Family, point: str, last: Run) -> bool:
    """Count what a story has come to; whether all was well."""
    found = Difference.between(normalised(story.world.state()), undisturbed.leaves(story.scene))
    reasons = list(found.told)
    if not last.ok:
        reasons.append(f"the run after it failed: {last.failure}")
    if story.scene.destroys:
        left = list(story.stack.state.resources)
        reasons += [f"still in the state: {len(left)}"] if left else []
    else:
        quiet = story.run("preview")
        family.count("previews afterwards")
        moved = [quiet.failure] if quiet.failure else changes(quiet)
        family.count("previews that show a change", bool(moved))
        reasons += [f"the preview shows {moved}"] if moved else []
    early = story.early()
    family.count("orphans", found.orphans)
    family.count("duplicates", found.duplicates)
    family.count("calls too early", len(early))
    family.count("leaks", story.leaks())
    reasons += early + (["it tells something personal"] if story.leaks() else [])
    family.count("converged", not reasons)
    family.tried += 1
    if reasons:
        family.blame(point, reasons)
    return not reasons
