"""
Deadlines of calls and of operations, and the timer that shuts a connection when its call's deadline is over.

A socket timeout does not limit an answer: a server that sends one byte a second never runs into it. So a
timer shuts the connection at the deadline, whatever the call is doing. An operation (what the engine asks of
one resource) has one deadline for all its calls; the waits that Twilio demands are not calls and do not
count.
"""

import math
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

CALL = 120.0  # seconds for one call, with its retries and the whole of its answer
OPERATION = 600.0  # seconds for all calls of one operation
_here = threading.local()


@contextmanager
def limit_operation() -> Iterator[None]:
    """Have all calls of this thread in the block share one time."""
    outer = getattr(_here, "seconds_left", None)
    if outer is not None:
        yield
        return
    _here.seconds_left = OPERATION
    try:
        yield
    finally:
        del _here.seconds_left


def get_current_call() -> "TimedCall | None":
    """The call this thread is in."""
    call: TimedCall | None = getattr(_here, "call", None)
    return call


class TimedCall:
    """
    One call, from its first try to the last byte of its answer.

    expired: its time is over. It is entered as a context; until it is left, the connection it is `on` is cut
    when the time is over. `at_most` is a shorter limit than CALL, in seconds.
    """

    def __init__(self, at_most: float = math.inf) -> None:
        self.seconds = min(CALL, at_most, getattr(_here, "seconds_left", CALL))
        self._began = time.monotonic()
        self._lock = threading.Lock()
        self._connection: Any = None
        self._over = self.seconds <= 0
        self._timer = threading.Timer(max(self.seconds, 0.0), self._cut)
        self._timer.daemon = True

    @property
    def is_expired(self) -> bool:
        """Whether there is no time left."""
        return self._over or self.seconds_left <= 0

    @property
    def seconds_left(self) -> float:
        """Seconds."""
        return self._began + self.seconds - time.monotonic()

    def watch(self, connection: Any) -> None:
        """Know the socket that the call is on now, and cut it at once if it comes too late."""
        with self._lock:
            self._connection = connection
            if self._over:
                _shut(connection)

    def _cut(self) -> None:
        with self._lock:
            self._over = True
            _shut(self._connection)

    def __enter__(self) -> Self:
        _here.call = self
        self._timer.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._connection = None
        _here.call = None
        if hasattr(_here, "seconds_left"):
            _here.seconds_left -= time.monotonic() - self._began


def _shut(connection: Any) -> None:
    """Both ways: whoever waits for a byte of it waits no more."""
    try:
        if connection is not None:
            connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # closed already
