"""How far a long command is, on standard error: a bar on a terminal, else a line now and then."""

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.adoption.run import Progress

_EVERY = 10.0  # seconds between two lines


@contextmanager
def show_progress() -> "Iterator[Progress]":
    """Progress where somebody can see it."""
    if not sys.stderr.isatty():
        yield ProgressLines()
        return
    from a2p.cli.terminal.progress_bars import draw_bars  # a pipeline draws no bars

    with draw_bars() as bars:
        yield bars


class ProgressLines:
    """For files and pipelines: where each kind of step begins and ends, and how far it is now and then."""

    def __init__(self) -> None:
        self._what, self._done, self._began, self._told_at = "", 0, 0.0, 0.0
        self._total: int | None = None

    def begin(self, what: str, total: int | None) -> None:
        self._what, self._total, self._done = what, total, 0
        self._began = time.monotonic()
        self._print()

    def step(self) -> None:
        self._done += 1
        if self._done == self._total or time.monotonic() - self._told_at >= _EVERY:
            self._print()

    def _print(self) -> None:
        self._told_at = time.monotonic()
        line = f"a2p: {self._what}"
        if self._total is not None:
            took = self._told_at - self._began
            line += f": {self._done} of {self._total}{format_times(took, self._done, self._total)}"
        print(line, file=sys.stderr, flush=True)


def format_times(took: float, done: int, total: int) -> str:
    """The seconds since it began, and those that the rest will take if it goes on like that."""
    if not done:
        return ""
    if done >= total:
        return f" in {_format_seconds(took)}"
    return f", after {_format_seconds(took)}, {_format_seconds(took / done * (total - done))} to go"


def _format_seconds(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60} s"
