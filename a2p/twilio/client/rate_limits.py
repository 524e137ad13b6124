"""
A limit of Twilio's on a whole account, kept by all runs of this machine together.

Each run is a process of its own and knows nothing of the others, so the times of the last calls are in a
file, and whoever makes a call holds that file's lock. It is the kernel's (flock), which lets go of it when
the process dies; so nothing has to be cleaned up after a crash, and no library is needed for that.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from a2p.errors import NotReady
from a2p.twilio.client.session import Door


@dataclass(frozen=True)
class Pace:
    """At most so many calls of a kind in any window of so many seconds, for each account and base URL."""

    name: str
    calls: int
    per_seconds: float

    @contextmanager
    def turn(self, door: Door) -> Iterator[None]:
        """
        Make one call, when it may be made.

        One turn at a time: the lock is held until the call is answered, because Twilio counts when a call
        arrives, and one that is slow on its way would come too close before the next. Call it with a clock
        that follows Twilio's already, that is after any other call.

        Raises:
            NotReady: the file cannot be written.
        """
        with _opened(self.file(door)) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            last = self._last(file, door.clock.now())
            if len(last) == self.calls:
                door.clock.sleep_until(last[0] + self.per_seconds)
            try:
                # Before the call too: a process that dies in it may have made it.
                self._write(file, [*last, door.clock.now()])
                yield
            finally:
                self._write(file, [*last, door.clock.now()])

    def last(self, door: Door) -> float | None:
        """When this machine made the last call, answered or not; None where it knows of none."""
        try:
            with self.file(door).open(encoding="ascii") as file:
                times = self._last(file, door.clock.now())
        except OSError:
            return None
        return times[-1] if times else None

    def file(self, door: Door) -> Path:
        """Where the runs of this machine keep the times of the last calls to this account."""
        account = f"{door.settings.account_sid} {door.settings.base_url or ''}"
        digest = hashlib.sha256(account.encode()).hexdigest()[:16]
        return _state_home() / "a2p" / "pace" / f"{self.name}-{digest}"

    def _last(self, file: IO[str], now: float) -> list[float]:
        """
        When the last calls were made, oldest first, and at most as many as a window takes.

        A simulator may have begun a new time since, and a clock may have been set back: a time to come counts
        as now. So does what cannot be read, as after a crash in the middle of writing.
        """
        try:
            times = [min(float(line), now) for line in file.read().splitlines()]
        except ValueError:
            times = [now] * self.calls
        return sorted(times)[-self.calls :]

    def _write(self, file: IO[str], times: list[float]) -> None:
        file.seek(0)
        file.write("".join(f"{time!r}\n" for time in times[-self.calls :]))
        file.truncate()
        file.flush()


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii")
    except OSError as error:
        raise NotReady(
            f"Twilio limits these calls, and the file by which all runs keep to it cannot be used: {error}.\n"
            "  do: set XDG_STATE_HOME to a folder that can be written, then run the same command again"
        ) from error
    with file:
        yield file


def _state_home() -> Path:
    """Where the XDG base directory specification has a user's programs keep what must survive them."""
    given = Path(os.environ.get("XDG_STATE_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".local" / "state"
