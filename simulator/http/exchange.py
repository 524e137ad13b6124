"""One request with its body read, as the handlers' side of HTTP sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request

from simulator.core.hosts import split_host
from simulator.http.callers import TWILIO
from simulator.http.request_log import parse_pairs

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

BODY_HEADERS = frozenset({b"content-length", b"transfer-encoding"})
BODYLESS = frozenset({"GET", "HEAD"})


class Exchange:
    """One request, at its simulated time. A HEAD is a GET whose body is not sent (RFC 9110, 9.3.2)."""

    __slots__ = ("body", "form", "headers", "method", "now", "path", "query", "query_string", "warnings")

    def __init__(self, scope: Scope, body: bytes, now: float) -> None:
        self.method: str = "GET" if scope["method"] == "HEAD" else scope["method"]
        self.path: str = scope["path"]
        self.query_string: bytes = scope["query_string"]
        self.headers = dict(scope["headers"])
        self.body = body
        self.now = now
        self.query = parse_pairs(self.query_string) if self.query_string else []
        self.form = parse_pairs(body) if body else []
        self.warnings: list[str] = []

    def header(self, name: bytes) -> str | None:
        """The value of a header, by its name in lower case."""
        value = self.headers.get(name)
        return None if value is None else value.decode("latin-1")

    @property
    def base_url(self) -> str:
        """What the client calls us; the URLs in answers begin with it."""
        host = self.header(b"host") or "127.0.0.1"
        # A client that was turned here by its transport expects Twilio's own links, and turns them here
        # again.
        return f"https://{host}" if split_host(host).endswith(TWILIO) else f"http://{host}"


async def read_body(scope: Scope, receive: Receive) -> bytes | None:
    """The whole body; None when the client went away."""
    if scope["method"] in BODYLESS and not BODY_HEADERS & dict(scope["headers"]).keys():
        return b""
    try:
        return await Request(scope, receive).body()
    except ClientDisconnect:
        return None
