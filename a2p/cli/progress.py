"""How far a long command is, on standard error: a bar on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

_EVERY = 10.0  # seconds between two lines


class Progress(Protocol):
    """Who is told how far a run is."""

    def begin(self, what: str, total: int) -> None:
        """So many steps of a kind follow."""

    def step(self) -> None:
        """One is done."""


@contextmanager
def shown() -> Iterator[Progress]:
    """Progress where somebody can see it."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console  # noqa: PLC0415  # a pipeline draws no bars
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as RichProgress  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with RichProgress(*columns, console=Console(stderr=True)) as bars:
        yield _Bars(bars)


class _Bars:
    """One bar for each kind of step."""

    def __init__(self, bars: Any) -> None:
        self._bars = bars
        self._task: Any = None

    def begin(self, what: str, total: int) -> None:
        self._task = self._bars.add_task(what, total=total)

    def step(self) -> None:
        self._bars.advance(self._task)


class _Lines:
    """For files and pipelines: where each kind of step begins, and how far it is every few seconds."""

    def __init__(self) -> None:
        self._what, self._total, self._done, self._told_at = "", 0, 0, 0.0

    def begin(self, what: str, total: int) -> None:
        self._what, self._total, self._done = what, total, 0
        self._tell()

    def step(self) -> None:
        self._done += 1
        if time.monotonic() - self._told_at >= _EVERY:
            self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        print(f"a2p: {self._what}: {self._done} of {self._total}", file=sys.stderr, flush=True)
