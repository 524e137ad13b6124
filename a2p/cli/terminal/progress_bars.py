"""The bars of a long command, drawn by rich, which only a terminal pays for."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class _Count(MofNCompleteColumn):
    """Nothing, where it is not yet known how many there are."""

    def render(self, task: Task) -> Text:
        return super().render(task) if task.total is not None else Text("")


class _ToGo(TimeRemainingColumn):
    """The time that is expected, as such."""

    def render(self, task: Task) -> Text:
        left = super().render(task)
        return Text.assemble(left, " to go") if task.time_remaining else Text("")


class ProgressBars:
    """One bar for each kind of step; it moves to and fro while nobody knows how many there are."""

    def __init__(self, drawn: Progress) -> None:
        self._drawn = drawn
        self._task: TaskID | None = None

    def begin(self, what: str, total: int | None) -> None:
        self._task = self._drawn.add_task(what, total=total)

    def step(self) -> None:
        if self._task is None:
            return
        if self._drawn.tasks[self._task].total is None:
            self._drawn.update(self._task, total=1)
        self._drawn.advance(self._task)


@contextmanager
def draw_bars() -> Iterator[ProgressBars]:
    """On standard error, until the block is left."""
    columns = (TextColumn("{task.description}"), BarColumn(), _Count(), TimeElapsedColumn(), _ToGo())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        yield ProgressBars(shown)
