"""
Answers lost on the way: a response that resets the connection instead of writing to it.

ASGI has no word for this, so that the server's protocol is taught to leave its transport in the
scope of each request.
"""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from uvicorn.protocols.http.auto import AutoHTTPProtocol

if TYPE_CHECKING:
    import asyncio

    from starlette.types import Receive, Scope, Send

# SO_LINGER with zero seconds makes close() send RST.
RESET = struct.pack("ii", 1, 0)
_transports: dict[Any, asyncio.Transport] = {}


class Protocol(AutoHTTPProtocol):  # type: ignore[misc, valid-type]  # chosen at run time
    """uvicorn's own, which remembers the transport of each client."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        """A client has connected."""
        _transports[transport.get_extra_info("peername")] = transport
        super().connection_made(transport)

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
