"""A client's server on loopback: takes webhooks, remembers them, answers what a test wants."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Webhook:
    """One request that came in."""

    url: str
    body: str
    headers: dict[str, str]

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body, keep_blank_values=True))


class PostServer:
    """A server that takes POSTs on loopback. Use as a context manager; `url` is where to send."""

    def take(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        """What a request is answered with: a status."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        take = self.take

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(take(self.path, body, dict(self.headers)))
                self.end_headers()

            def log_message(self, *_arguments: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()


@dataclass
class Receiver(PostServer):
    """Remembers each webhook."""

    statuses: list[int] = field(default_factory=list)  # the answers, in order; then 200
    webhooks: list[Webhook] = field(default_factory=list)

    def take(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        self.webhooks.append(Webhook(f"{self.url}{path}", body.decode(), headers))
        return self.statuses.pop(0) if self.statuses else 200

    def wait_for(self, fits: Callable[[Webhook], bool]) -> Webhook:
        """The first webhook that fits; an error after ten seconds."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            for webhook in list(self.webhooks):
                if fits(webhook):
                    return webhook
            time.sleep(0.01)
        raise AssertionError(f"nothing that fits among {self.webhooks}")
