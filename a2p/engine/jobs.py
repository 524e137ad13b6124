"""
How many runs at once: as many as there is memory for, of which as many compute as there are processors.

A run that waits for Twilio, for 30 s after each submission, needs a place in memory and no processor. So the
next one is started as soon as those before it compute no more, however many of them are still waiting.
"""

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import psutil

from a2p.engine.liveness import RUN_NAME

_ENGINE: Final = "pulumi"
_OF_A_RUN: Final = 80 * 2**20  # bytes that it does not share with others: 45 of an engine, 30 of its fork
_MOST_MEMORY: Final = 7 * 2**30  # bytes of all runs together
_SHARE: Final = 0.7  # of what is free now
_PER_PROCESSOR: Final = 1.5  # runs that compute: each also waits for answers
_BUSY: Final = 0.15  # of a processor, over the last look
_NEW: Final = 1.0  # seconds for which a run counts as computing, whatever is seen of it
_LOOK: Final = 0.25  # seconds


def choose_jobs(wanted: int | None = None) -> int:
    """How many runs there may be at once: what is wanted, else what there is memory for; one at least."""
    if wanted is not None:
        return max(1, wanted)
    return max(1, int(min(_MOST_MEMORY, psutil.virtual_memory().available * _SHARE) / _OF_A_RUN))


class Processors:
    """Lets runs start while a processor is free for them."""

    def __init__(self, most_busy: int | None = None) -> None:
        self._most = most_busy or max(2, round((os.cpu_count() or 1) * _PER_PROCESSOR))
        self._turn = threading.Lock()
        self._started: list[float] = []
        self._used: dict[int, float] = {}
        self._looked_at = 0.0
        self._busy = 0

    @contextmanager
    def take_turn(self) -> Iterator[None]:
        """Wait until fewer runs compute than there are places for; one starts at a time."""
        with self._turn:
            while self._count() >= self._most:
                time.sleep(_LOOK)
            self._started.append(time.monotonic())
        yield

    def _count(self) -> int:
        now = time.monotonic()
        self._started = [at for at in self._started if now - at < _NEW]
        if now - self._looked_at >= _LOOK:
            self._busy = self._count_busy(now)
        return max(len(self._started), self._busy)

    def _count_busy(self, now: float) -> int:
        """Runs below this process that have computed since the last look."""
        passed, self._looked_at = now - self._looked_at, now
        used = _measure_runs()
        busy = sum((cpu - self._used.get(run, 0.0)) / passed > _BUSY for run, cpu in used.items())
        self._used = used
        return busy


def _measure_runs() -> dict[int, float]:
    """Seconds of CPU by the pid of each engine below this process, those of its fork included."""
    found: dict[int, float] = {}
    for process in psutil.Process().children(recursive=True):
        try:
            if process.name() == _ENGINE:
                parent = process.parent()
                ours = [process, *([parent] if parent and parent.name() == RUN_NAME else [])]
                found[process.pid] = sum(sum(each.cpu_times()[:2]) for each in ours)
        except psutil.Error:
            continue
    return found
