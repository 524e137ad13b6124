"""
What ASGI has no word for: lost answers, answers in one piece, and offers of another protocol.

A `Hangup` resets the connection instead of answering; it needs the transport of a request, which the
server's protocols are taught to remember here. Head and body of an answer are written together: uvicorn's
two system calls are a good part of the time a small answer takes. And a client that offers HTTP/2 by
`Upgrade: h2c` is answered as any other (RFC 9110, 7.8): httptools stops reading at such an offer, so its
connection is handed over to h11, which does not.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING, Any, cast

from starlette.responses import Response
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

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


class PatientProtocol(H11Protocol):
    """uvicorn's slower protocol, which answers a request that offers an upgrade as if it did not."""

    def connection_lost(self, exc: Exception | None) -> None:
        """A client has gone."""
        _transports.pop(self.client, None)
        super().connection_lost(exc)

    def _should_upgrade(self) -> bool:
        return False

    def _unsupported_upgrade_warning(self) -> None:
        """The offer is not taken, and that is all right."""


class Protocol(HttpToolsProtocol):
    """uvicorn's fast protocol; remembers the transport of each client, and hands over offers of upgrades."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._unread_head = b""  # of the request that is being received, until its headers are complete
        self._head_is_complete = False
        self._offers_upgrade = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client has connected."""
        _transports[transport.get_extra_info("peername")] = cast("asyncio.Transport", transport)
        super().connection_made(cast("asyncio.Transport", OnePiece(cast("asyncio.Transport", transport))))

    def connection_lost(self, exc: Exception | None) -> None:
        """A client has gone."""
        _transports.pop(self.client, None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse; what has come of a request that offers an upgrade is parsed again by the other protocol."""
        self._unread_head += data
        super().data_received(data)
        if self._offers_upgrade:
            self._hand_over(self._unread_head)
        elif self._head_is_complete:
            self._unread_head = b""

    def on_message_begin(self) -> None:
        """A request begins."""
        self._head_is_complete = False
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Start to answer, unless the other protocol will."""
        self._head_is_complete = True
        self._offers_upgrade = self.parser.should_upgrade()
        if not self._offers_upgrade:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A piece of the body."""
        if not self._offers_upgrade:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """The whole request is there."""
        if not self._offers_upgrade:
            super().on_message_complete()

    def _unsupported_upgrade_warning(self) -> None:
        """The request is answered all the same."""

    def _hand_over(self, received: bytes) -> None:
        self.connections.discard(self)
        patient = PatientProtocol(
            config=self.config, server_state=self.server_state, app_state=self.app_state
        )
        patient.connection_made(self.transport)
        self.transport.set_protocol(patient)
        patient.data_received(received)


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
