"""A tiny HTTP server that answers as it is told, one answer after another, and remembers who called."""

from __future__ import annotations

import itertools
import json
import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Answer:
    """One answer; `reset` breaks the connection off instead, `delay` comes before either."""

    status: int = 200
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    reset: bool = False


RESET = Answer(reset=True)


@dataclass(frozen=True)
class Arrival:
    """One request as it came in."""

    method: str
    path: str
    at: float


class ScriptedServer:
    """Gives the answers in order, and the last of them from then on."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self._lock = threading.Lock()
        self.arrivals: list[Arrival] = []
        servant = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                servant.answer(self, servant.arrived(self.command, self.path))

            do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - http.server's names

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def arrived(self, method: str, path: str) -> Answer:
        """Remember a request, and take the next answer."""
        with self._lock:
            self.arrivals.append(Arrival(method, urlsplit(path).path, time.monotonic()))
            return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]

    @staticmethod
    def answer(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        """Write one answer, or break off."""
        time.sleep(answer.delay)
        if answer.reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.connection.close()
            handler.close_connection = True
            return
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        body = b"" if answer.body is None else text.encode()
        handler.send_response(answer.status)
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    @property
    def methods(self) -> list[str]:
        """The methods of the requests so far."""
        return [each.method for each in self.arrivals]

    @property
    def gaps(self) -> list[float]:
        """The seconds between one request and the next."""
        times = [each.at for each in self.arrivals]
        return [after - before for before, after in itertools.pairwise(times)]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
