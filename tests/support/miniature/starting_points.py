"""
Stacks of the miniature engine at the starting points, with the commands as users type them.

A starting point is walked to anew each time: on this engine an `up` takes a twentieth of a second.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from unittest.mock import patch

from tests.support.miniature.stack import MiniatureStack
from tests.support.miniature.state import State
from tests.support.simulator import delete_documents
from tests.support.starting_points import way_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.any_stack import AnyStack
    from tests.support.miniature.stack import Run
    from tests.support.miniature.world import World
    from tests.support.simulator import SimulatorProcess

_FAILED, _CHANGES = 255, 7  # how `pulumi` ends, the second where no changes were expected
_A_MOMENT = (
    2  # seconds until the next command: Twilio's dates are whole seconds, and nobody is as fast as that
)
_AS_IT_IS = frozenset({"same", "read"})


@dataclass(frozen=True)
class CommandRun:
    """What one command said and how it ended."""

    status: int
    output: str


@dataclass
class CommandStack:
    """A stack of the miniature engine, as tests/support/stack.py has one of the real engine."""

    stack: MiniatureStack
    simulator: SimulatorProcess
    verdicts: Path
    has_display: ClassVar[bool] = False

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the declaration, as with an editor."""
        self.stack.edit(change)

    def up(self, *options: str) -> CommandRun:
        """`pulumi up --skip-preview`; the one option is `--refresh`."""
        self.stack.world.advance(_A_MOMENT)
        return _end(self.stack.up(refresh="--refresh" in options), options)

    def preview(self, *options: str) -> CommandRun:
        """`pulumi preview`; of its options `--refresh` and `--expect-no-changes` do something."""
        self.stack.world.advance(_A_MOMENT)
        return _end(self.stack.preview(refresh="--refresh" in options), options)

    def refresh(self) -> CommandRun:
        """`pulumi refresh`."""
        self.stack.world.advance(_A_MOMENT)
        return _end(self.stack.refresh())

    def destroy(self) -> CommandRun:
        """`pulumi destroy`."""
        self.stack.world.advance(_A_MOMENT)
        return _end(self.stack.destroy())

    def recorded_outputs(self) -> dict[str, Any]:
        """The outputs as the state has them."""
        return self.stack.outputs()

    def lose_state(self) -> None:
        """Make the stack one of which no run has ever been recorded."""
        self.stack.state = State()

    def rename(self, name: str) -> None:
        """`pulumi stack rename`, with the file that belongs to it."""
        self.stack.name = name

    def delete_documents(self, kind: str) -> None:
        """Delete all objects of a kind at Twilio, as only the Console can."""
        delete_documents(self.stack.world.database, kind)


@dataclass(frozen=True)
class MiniatureStartingPoints:
    """All starting points, in one world that begins again for each stack."""

    world: World

    @contextmanager
    def stack(self, point: str, folder: Path, *, speed: float) -> Iterator[AnyStack]:  # noqa: ARG002 - see below
        """A stack at a starting point. speed: of no meaning here; time passes where the client sleeps."""
        self.world.begin_again()
        verdicts = folder / "verdicts.jsonl"
        first, *_ = way = list(way_to(point))
        with patch.dict(os.environ, {"A2P_VERDICTS": str(verdicts)}):
            begun = MiniatureStack.of_example(first.example, self.world)
            stack = CommandStack(begun, self.world.simulator, verdicts)
            for step in way:
                step.then(stack)
            # What was scripted for a customer is over, as it is for the real engine's new simulator process.
            self.world.control("POST", "/scenarios", {"customers": []})
            yield stack


def _end(run: Run, options: tuple[str, ...] = ()) -> CommandRun:
    output = f"{run.output}\n{run.failure}"
    if not run.ok:
        return CommandRun(_FAILED, output)
    changes = [step for step in run.steps if step[0] not in _AS_IT_IS]
    if changes and "--expect-no-changes" in options:
        return CommandRun(_CHANGES, f"{output}\n{changes}")
    return CommandRun(0, output)
