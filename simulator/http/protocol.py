"""
Two things that ASGI has no word for: lost answers, and answers in one piece.

A `Hangup` resets the connection instead of answering; it needs the transport of a request, which
the server's protocol is taught to remember here. And head and body of an answer are written
together: uvicorn's two system calls are a good part of the time a small answer takes.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING, Any, cast

from starlette.responses import Response
from uvicorn.protocols.http.auto import AutoHTTPProtocol

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

# SO_LINGER with zero seconds makes close() send RST.
RESET = struct.pack("ii", 1, 0)
_transports: dict[Any, asyncio.Transport] = {}


class OnePiece:
    """A transport that writes what it is given in one turn of the event loop at once."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._pieces: list[bytes] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Keep it until the end of this turn."""
        if not self._pieces:
            self._loop.call_soon(self._flush)
        self._pieces.append(data)

    def close(self) -> None:
        """Close, but not before all is written."""
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._pieces:
            data = b"".join(self._pieces)
            self._pieces.clear()
            self._transport.write(data)


class Protocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # chosen at run time
    """uvicorn's own, which remembers the transport of each client."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        """A client has connected."""
        _transports[transport.get_extra_info("peername")] = transport
        super().connection_made(cast("asyncio.Transport", OnePiece(transport)))

    def connection_lost(self, exc: Exception | None) -> None:
        """A client has gone."""
        _transports.pop(self.client, None)
        super().connection_lost(exc)


class Hangup(Response):
    """No answer: the connection is reset."""

    async def __call__(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        """Reset the connection this request came on."""
        transport = _transports.get(tuple(scope["client"]))
        if transport is None:
            return
        connection = transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        transport.abort()
