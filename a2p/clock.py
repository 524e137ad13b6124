"""
The one place that tells the time and sleeps.

Against Twilio it is the machine's clock. Against the simulator it follows the simulated clock, which
every answer carries, so that a mandated wait of 30 s takes 30 simulated seconds.
"""

import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class _Reading:
    """One look at a clock: what it showed, and the machine's monotonic time at that moment."""

    shown: float
    seen_at: float
    speed: float


class Clock:
    """Unix seconds that pass at one second a second, until the simulator says otherwise."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading = _Reading(time.time(), time.monotonic(), speed=1.0)

    def follow(self, *, shown: float, speed: float) -> None:
        """Take over a clock that shows `shown` now and runs at `speed` seconds a second."""
        reading = _Reading(shown, time.monotonic(), speed)
        with self._lock:
            self._reading = reading

    def now(self) -> float:
        """Unix seconds."""
        with self._lock:
            reading = self._reading
        return reading.shown + (time.monotonic() - reading.seen_at) * reading.speed

    def sleep(self, seconds: float) -> None:
        """Return when `seconds` have passed on this clock; at once when there are none left."""
        self.sleep_until(self.now() + seconds)

    def sleep_until(self, moment: float) -> None:
        """
        Return when this clock shows `moment`, however often its speed changes on the way.

        A clock that stands still is moved on by whoever holds it, so waiting for it is pointless: at once.
        """
        while (remaining := moment - self.now()) > 0:
            with self._lock:
                speed = self._reading.speed
            if speed <= 0:
                return
            time.sleep(remaining / speed)
