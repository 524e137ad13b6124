"""What is at work of many runs: a table on a terminal, else a line for each that has ended."""

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_ROWS = 12  # of those that have run longest
_EVERY = 0.5  # seconds between two drawings


class RunLines:
    """A line for each customer that is done: how it ended, after how long, how many are left."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total = what, total
        self._began: dict[str, float] = {}
        self._took: list[float] = []
        self._since = time.monotonic()

    def begin(self, stack: str) -> None:
        self._began[stack] = time.monotonic()

    def end(self, stack: str, result: Any) -> None:
        took = time.monotonic() - self._began.pop(stack, time.monotonic())
        self._took.append(took)
        self._print(f"{stack}: {describe(result)} in {took:.0f} s ({len(self._took)} of {self._total})")

    def tick(self) -> None:
        """Nothing changes between two lines."""

    def _print(self, line: str) -> None:
        print(f"a2p: {line}", file=sys.stderr, flush=True)

    @property
    def expected_seconds(self) -> float | None:
        """The seconds that one takes, by those that have ended."""
        return statistics.median(self._took) if self._took else None


class RunTable(RunLines):
    """The same, and a table of those at work below it."""

    def __init__(self, what: str, total: int, live: Any) -> None:
        super().__init__(what, total)
        self._live = live
        self._drawn_at = 0.0

    def tick(self) -> None:
        if time.monotonic() - self._drawn_at >= _EVERY:
            self._drawn_at = time.monotonic()
            self._live.update(self._draw(), refresh=True)

    def _print(self, line: str) -> None:
        self._live.console.print(f"a2p: {line}", highlight=False, markup=False)

    def _draw(self) -> Any:
        from rich.table import Table  # only a terminal pays for it

        now, expected = time.monotonic(), self.expected_seconds
        title = f"{self._what}: {len(self._took)} of {self._total}, after {now - self._since:.0f} s"
        table = Table(title=title, title_justify="left", box=None)
        for heading in ("customer", "since", "expected"):
            table.add_column(heading)
        at_work = sorted(self._began.copy().items(), key=lambda each: each[1])
        for stack, began in at_work[:_ROWS]:
            table.add_row(stack, f"{now - began:.0f} s", f"{expected:.0f} s" if expected else "")
        if len(at_work) > _ROWS:
            table.add_row(f"and {len(at_work) - _ROWS} more", "", "")
        return table


def describe(result: Any) -> str:
    """How one has ended, in a word or two."""
    preview = getattr(result, "preview", None)
    return str(preview.outcome) if preview else result.exit.name.lower()


@contextmanager
def show_runs(what: str, total: int) -> Iterator[RunLines]:
    """Told what begins and ends, it shows that on standard error."""
    if not sys.stderr.isatty():
        yield RunLines(what, total)
        return
    from rich.console import Console  # a pipeline draws nothing
    from rich.live import Live  # as above

    with Live(console=Console(stderr=True), auto_refresh=False, transient=True) as live:
        yield RunTable(what, total, live)
