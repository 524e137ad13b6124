"""
The simulator's own time: starts at real now, runs `speed` times as fast, can be put forward.

Only this module asks the machine what time it is.
"""

from __future__ import annotations

import time


class Clock:
    """Simulated seconds since 1970."""

    def __init__(self, start: float | None = None, speed: float = 1.0) -> None:
        self.speed = speed
        self._start = time.time() if start is None else start
        self._origin = time.monotonic()
        self._held = float("inf")

    def now(self) -> float:
        """The simulated time."""
        return min(self._held, self._start + (time.monotonic() - self._origin) * self.speed)

    def hold(self, moment: float) -> None:
        """Show no later time than `moment`, until it is released: what is due after it is not done yet."""
        self._held = moment

    def release(self) -> None:
        """Show the time again that it is by now."""
        self._held = float("inf")

    @staticmethod
    def real_seconds() -> float:
        """A stopwatch, for how long something of our own takes."""
        return time.monotonic()

    def advance(self, seconds: float) -> None:
        """Put the clock forward."""
        self._start += seconds

    def set(self, moment: float) -> None:
        """Show `moment` now; only a world that begins again may go back in time."""
        self._start = moment
        self.release()
        self._origin = time.monotonic()

    def real_seconds_until(self, moment: float) -> float:
        """How long a person has to wait for a simulated moment; endless when time stands still."""
        ahead = moment - self.now()
        if ahead <= 0:
            return 0.0
        return ahead / self.speed if self.speed > 0 else float("inf")
