"""
A limit of Twilio's on a whole account, kept by all runs that share their times of calls.

Each run is a process of its own and knows nothing of the others, so the times of the last calls are kept
where all find them (a2p.state.call_times), and whoever makes a call holds their lock.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from a2p.errors import NotReady
from a2p.state.call_times import CallTimes, open_call_times
from a2p.state.errors import StateUnreachable
from a2p.twilio.client.session import Session

# `isv`: all accounts of one ISV share the limits, parent and subaccounts alike; otherwise each has its own.
PACE: Final = "A2P_PACE"
_ALL_ACCOUNTS: Final = "isv"


@dataclass(frozen=True)
class RateLimit:
    """At most so many calls of a kind in any window of so many seconds, for each account and base URL."""

    name: str
    calls: int
    per_seconds: float

    @contextmanager
    def acquire(self, session: Session) -> Iterator[None]:
        """
        Make one call, when it may be made.

        One turn at a time: the lock is held until the call is answered, because Twilio counts when a call
        arrives, and one that is slow on its way would come too close before the next. Call it with a clock
        that follows Twilio's already, that is after any other call.

        Raises:
            NotReady: the times cannot be kept.
        """
        times = self._times(session)
        with _explaining(), times.hold():
            last = self._read_times(times, session.clock.now())
            if len(last) == self.calls:
                session.clock.sleep_until(last[0] + self.per_seconds)
            try:
                # Before the call too: a process that dies in it may have made it.
                times.write([*last, session.clock.now()][-self.calls :])
                yield
            finally:
                with suppress(StateUnreachable):  # the call is made, and its answer must not be lost
                    times.write([*last, session.clock.now()][-self.calls :])

    def last_call(self, session: Session) -> float | None:
        """When a run made the last call, answered or not; None where none is known."""
        try:
            times = self._read_times(self._times(session), session.clock.now())
        except StateUnreachable:
            return None
        return times[-1] if times else None

    def forget(self, session: Session) -> None:
        """Let the last call count as not made."""
        times = self._times(session)
        with _explaining(), times.hold():
            times.write([])

    def _times(self, session: Session) -> CallTimes:
        """Those of this kind of call to the account that a session leads to."""
        is_shared = os.environ.get(PACE) == _ALL_ACCOUNTS
        owner = _ALL_ACCOUNTS if is_shared else session.settings.account_sid
        account = f"{owner} {session.settings.base_url or ''}"
        digest = hashlib.sha256(account.encode()).hexdigest()[:16]
        return open_call_times(f"{self.name}-{digest}", os.environ)

    def _read_times(self, times: CallTimes, now: float) -> list[float]:
        """
        When the last calls were made, oldest first, and at most as many as a window takes.

        A simulator may have begun a new time since, and a clock may have been set back: a time to come counts
        as now. So does what cannot be read, as after a crash in the middle of writing.
        """
        try:
            found = [min(time, now) for time in times.read()]
        except ValueError:
            found = [now] * self.calls
        return sorted(found)[-self.calls :]


@contextmanager
def _explaining() -> Iterator[None]:
    try:
        yield
    except StateUnreachable as error:
        raise NotReady(f"Twilio limits these calls. {error.summary}", remedy=error.remedy) from error
