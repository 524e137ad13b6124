"""What a customer's stack can do on any engine: on Pulumi's own (stack.py), and on the miniature one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


class AnyRun(Protocol):
    """How a command ended, and what it said."""

    @property
    def status(self) -> int: ...
    @property
    def output(self) -> str: ...


class AnyStack(Protocol):
    """A declaration, its state, and the simulator it stands in; each command as `pulumi` has it."""

    simulator: SimulatorProcess
    has_display: ClassVar[bool]  # whether the engine shows what it does on a display of its own

    @property
    def verdicts(self) -> Path: ...
    def edit(self, change: Callable[[dict[str, Any]], None]) -> None: ...
    def up(self, *options: str) -> AnyRun: ...
    def preview(self, *options: str) -> AnyRun: ...
    def refresh(self) -> AnyRun: ...
    def destroy(self) -> AnyRun: ...
    def recorded_outputs(self) -> dict[str, Any]: ...
    def lose_state(self) -> None:
        """Make the stack one of which no run has ever been recorded."""

    def rename(self, name: str) -> None:
        """Give the stack another name."""

    def delete_documents(self, kind: str) -> None:
        """Delete all objects of a kind at Twilio, as only the Console can: the simulator has none."""


class AnyStartingPoints(Protocol):
    """Stacks at the starting points of tests/support/starting_points.py."""

    def stack(self, point: str, folder: Path, *, speed: float) -> AbstractContextManager[AnyStack]: ...
