"""
Hosts that have answered this process, and messages about hosts that do not.

A host that has never answered is most likely not there: a wrong address, no network, no simulator.
"""

import logging
import ssl
from typing import Any

from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProxyError,
    ReadTimeoutError,
    SSLError,
)

from a2p.twilio.client.settings import is_twilio

logger = logging.getLogger("a2p.twilio")

_LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


class KnownHosts:
    """Shared by all calls of a client, and so by threads; a notice too many would do no harm."""

    def __init__(self) -> None:
        self._answered: set[str] = set()
        self._warned: set[str] = set()

    def note_answer(self, host: str) -> None:
        """It is there; should it go away again, that is told again."""
        self._answered.add(host)
        self._warned.discard(host)

    def has_answered(self, host: str) -> bool:
        """Whether this process has ever had an answer from it."""
        return host in self._answered

    def warn_once(self, host: str, error: Exception, patience: float) -> None:
        """
        Say what is being waited for, once, to whoever sits before the terminal. patience: seconds.

        A warning without a handler goes to standard error, which the engine shows, too, as it comes.
        """
        if host not in self._warned:
            self._warned.add(host)
            logger.warning(
                "%s does not answer (%s); trying again for %.0f s",
                describe_host(host),
                describe_failure(error),
                patience,
            )


def describe_host(host: str) -> str:
    """As people know it, of `host:port`."""
    name = host.rpartition(":")[0]
    if is_twilio(f"https://{name}"):
        return f"Twilio at {name}"
    return f"{'The simulator at ' if name in _LOOPBACK else ''}{host}"


def is_unsent(error: Exception | None) -> bool:
    """Whether not a byte of the request can have arrived, so that it may be made again whatever it is."""
    return isinstance(_find_cause(error), ConnectTimeoutError)


def is_connection_failure(error: Exception | None) -> bool:
    """Whether there was no conversation yet; a failure of TLS is most likely one at its beginning."""
    return isinstance(_find_cause(error), ConnectTimeoutError | SSLError)


def is_connection_timeout(error: Exception | None) -> bool:
    """Whether a connection was waited for in vain, as behind a firewall that drops what it does not like."""
    inner = _find_cause(error)
    return isinstance(inner, ConnectTimeoutError) and not isinstance(inner, NewConnectionError)


def describe_failure(error: BaseException | None) -> str:
    """In a few words; nothing of what was sent or received."""
    inner = _find_cause(error)
    if isinstance(inner, NameResolutionError):
        return "its name is unknown to the DNS"
    if isinstance(inner, NewConnectionError):
        os_error = inner.__cause__
        return (
            os_error.strerror if isinstance(os_error, OSError) and os_error.strerror else "no connection"
        ).lower()
    if isinstance(inner, ConnectTimeoutError):
        return "no connection in time"
    if isinstance(inner, ReadTimeoutError):
        return "no byte in time"
    if isinstance(inner, SSLError | ssl.SSLError):
        return "its certificate is not trusted" if "CERTIFICATE_VERIFY" in str(inner) else "TLS failed"
    return "the connection was broken off"


def _find_cause(error: BaseException | None) -> Any:
    """What it was at first, below what requests and urllib3 have put around it."""
    while True:
        below: Any = None
        if isinstance(error, MaxRetryError):
            below = error.reason
        elif isinstance(error, ProxyError):
            below = error.original_error
        elif isinstance(error, OSError) and error.args:  # those of requests are OSErrors
            below = error.args[0]
        if not isinstance(below, Exception):
            return error
        error = below
