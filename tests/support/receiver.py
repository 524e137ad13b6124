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


@dataclass
class Receiver:
    """Use as a context manager; `url` is where to send."""

    statuses: list[int] = field(default_factory=list)  # the answers, in order; then 200
    webhooks: list[Webhook] = field(default_factory=list)

    def __enter__(self) -> Self:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length).decode()
                url = f"{receiver.url}{self.path}"
                receiver.webhooks.append(Webhook(url, body, dict(self.headers)))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 200)
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

    def wait_for(self, fits: Callable[[Webhook], bool]) -> Webhook:
        """The first webhook that fits; an error after ten seconds."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            for webhook in list(self.webhooks):
                if fits(webhook):
                    return webhook
            time.sleep(0.01)
        raise AssertionError(f"nothing that fits among {self.webhooks}")
