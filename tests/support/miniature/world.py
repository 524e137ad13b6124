"""
One simulator for many short stories, and the time in it, which passes only when somebody lets it.

The simulator's clock practically stands still. When the client sleeps, the machine's time, as a2p/clock.py
sees it, jumps ahead and takes the simulator's with it: every mandated wait is kept, and costs nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any, Self
from unittest.mock import patch
from urllib.parse import urlsplit

from a2p import clock
from tests.support.simulator import SimulatorProcess
from tests.support.stack import DATABASE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Simulated seconds a second: next to nothing, and the slowest clock that the client follows.
_SPEED = 0.01
_LONGEST_SILENCE = 20  # seconds; the simulator hangs up after a minute
BEGINNING = 1_767_225_600.0  # 2026-01-01


class World:
    """A simulator process that is begun again for each story."""

    def __init__(self, simulator: SimulatorProcess, state_home: Path, database: Path) -> None:
        self.simulator = simulator
        self.database = database
        self._state_home = state_home
        self._line = HTTPConnection(urlsplit(simulator.url).netloc, timeout=30)
        self._last = 0.0
        self._state: dict[str, list[dict[str, Any]]] | None = None

    @classmethod
    @contextmanager
    def started(cls, folder: Path) -> Iterator[Self]:
        """For as long as the block; what runs keep on this machine goes below `folder`."""
        state_home = folder / "state-home"
        state_home.mkdir()
        kept = {"XDG_STATE_HOME": str(state_home), "PULUMI_BACKEND_URL": state_home.as_uri()}
        database = folder / DATABASE
        with SimulatorProcess.start(_SPEED, database) as simulator, patch.dict(os.environ, kept):
            world = cls(simulator, state_home, database)
            with patch.object(clock, "time", _MachineTime(world)):
                yield world
            world._line.close()

    def begin_again(self) -> None:
        """The same world at its beginning, with the same SIDs to come; what is kept by SID is forgotten."""
        self.control("POST", "/reset", {"time": BEGINNING})
        shutil.rmtree(self._state_home)
        self._state_home.mkdir()

    def control(self, method: str, path: str, body: object = None) -> Any:
        """One request to the control API, on a line that stays open."""
        if method != "GET":
            self.has_changed()
        if time.monotonic() - self._last > _LONGEST_SILENCE:
            self._line.close()  # and it opens itself again
        self._last = time.monotonic()
        self._line.request(method, f"/_sim{path}", json.dumps(body) if body is not None else None)
        answer = self._line.getresponse()
        text = answer.read()
        assert answer.status == 200, text
        return json.loads(text)

    def state(self) -> dict[str, list[dict[str, Any]]]:
        """All objects by kind; asked for again only after something may have happened."""
        if self._state is None:
            self._state = self.control("GET", "/state")
        return self._state

    def has_changed(self) -> None:
        """Somebody has called Twilio."""
        self._state = None

    def now(self) -> float:
        """What the simulator's clock shows, in Unix seconds."""
        return float(self.control("GET", "/clock")["time"])

    def advance(self, seconds: float) -> None:
        self.control("POST", "/clock/advance", {"seconds": seconds})


class _MachineTime:
    """The machine's time, for the client's clock: it stands still, but for sleeping."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._now = 0.0

    def time(self) -> float:
        return BEGINNING + self._now

    def monotonic(self) -> float:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += seconds
        self._world.advance(seconds * _SPEED)
