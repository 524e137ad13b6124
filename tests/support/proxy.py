"""
What may stand between us and Twilio: it passes every call on to the real simulator, and spoils one answer.

    with Proxy(simulator.url) as proxy:
        proxy.spoil("html 200", nth=3)
"""

from __future__ import annotations

import http.client
import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTROL = "/_sim/"  # the client asks there which simulator it is; Twilio has no such call
_HOP = frozenset({"content-length", "transfer-encoding", "connection", "date", "server"})
HTML = b"<html><body><h1>Please sign in</h1></body></html>"
BIG = 10_000_000


@dataclass
class Answer:
    """One answer on its way back."""

    method: str
    path: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    lost: int = 0  # bytes that are promised and never come
    pause: float = 0.0  # seconds between one byte and the next

    def change(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the JSON object, or each object of the list."""
        if not self.body:
            return
        body = json.loads(self.body)
        for each in _objects(body):
            change(each)
        self.body = json.dumps(body).encode()


def _objects(body: dict[str, Any]) -> list[dict[str, Any]]:
    lists = [value for key, value in body.items() if isinstance(value, list) and "meta" in body]
    lists += [body[key] for key in ("addresses",) if key in body]
    return [each for held in lists for each in held] if lists else [body]


def _wrong_types(answer: Answer) -> None:
    def change(each: dict[str, Any]) -> None:
        for key, value in each.items():
            each[key] = 7 if isinstance(value, str | dict | list) else "seven"

    answer.change(change)


def _nulls(answer: Answer) -> None:
    answer.change(lambda each: each.update(dict.fromkeys(each)))


def _missing(answer: Answer) -> None:
    def change(each: dict[str, Any]) -> None:
        sid = each.get("sid")
        each.clear()
        each["sid"] = sid

    answer.change(change)


def _other_sid(answer: Answer) -> None:
    def change(each: dict[str, Any]) -> None:
        for key in ("sid", "brand_vetting_sid"):
            if isinstance(each.get(key), str):
                each[key] = each[key][:2] + "f" * 32

    answer.change(change)


def _scalar_inside(answer: Answer) -> None:
    """Everything that is made of parts is a number: errors, attributes, dates as times."""

    def change(each: dict[str, Any]) -> None:
        for key, value in each.items():
            if isinstance(value, dict | list) or key.startswith("date_") or key == "errors":
                each[key] = 7

    answer.change(change)


def _is_html(answer: Answer) -> None:
    answer.status, answer.body = 200, HTML


def _gateway(answer: Answer) -> None:
    answer.status, answer.body = 502, HTML


def _empty(answer: Answer) -> None:
    answer.status, answer.body = 200, b""


def _truncated(answer: Answer) -> None:
    answer.body = answer.body[: len(answer.body) // 2] or b"{"


def _broken_off(answer: Answer) -> None:
    answer.lost = 100


def _big(answer: Answer) -> None:
    answer.body = b'{"sid": "' + b"x" * BIG + b'"}'


def _redirected(answer: Answer) -> None:
    answer.status, answer.body = 307, b""
    answer.headers.append(("Location", "http://127.0.0.1:9/stolen"))


def _surrogate(answer: Answer) -> None:
    answer.change(lambda each: each.update(friendly_name="\ud800", campaign_status="\ud800", status="\ud800"))
    answer.body = answer.body or b'{"\\ud800": 1}'


def _deep(answer: Answer) -> None:
    answer.body = b"[" * 200_000


def _drip(answer: Answer) -> None:
    answer.pause = 0.1
    answer.body = answer.body or HTML


SPOILS: dict[str, Callable[[Answer], None]] = {
    "wrong types": _wrong_types,
    "nulls": _nulls,
    "missing fields": _missing,
    "another sid": _other_sid,
    "scalars for parts": _scalar_inside,
    "html 200": _is_html,
    "html 502": _gateway,
    "empty body": _empty,
    "truncated json": _truncated,
    "broken off": _broken_off,
    "10 MB": _big,
    "a redirection": _redirected,
    "half a character": _surrogate,
    "bottomless json": _deep,
    "a byte at a time": _drip,
}


class Proxy:
    """Spoils the n-th answer from now on, or each from then on where `ever` is set."""

    def __init__(self, upstream: str) -> None:
        self._upstream = urlsplit(upstream).netloc
        self._lock = threading.Lock()
        self._spoil: Callable[[Answer], None] | None = None
        self._nth, self._ever, self._control = 0, False, False
        self.seen = self.spoiled = 0
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                with suppress(OSError):
                    proxy.write(self, proxy.fetched(self.command, self.path, dict(self.headers), body))

            do_GET = do_POST = do_DELETE = _serve  # noqa: N815 - http.server's names

            def log_message(self, *_args: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def spoil(
        self, name: str | Callable[[Answer], None], *, nth: int = 1, ever: bool = False, control: bool = False
    ) -> None:
        """Spoil the n-th answer of Twilio's API from now on, or of the simulator's control API."""
        with self._lock:
            self._spoil = SPOILS[name] if isinstance(name, str) else name
            self._control = control
            self._nth, self._ever, self.seen, self.spoiled = nth, ever, 0, 0

    def heal(self) -> None:
        """Spoil nothing."""
        with self._lock:
            self._spoil = None

    def fetched(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """What the simulator answers, spoiled if its turn has come."""
        connection = http.client.HTTPConnection(self._upstream, timeout=30)
        try:
            connection.request(method, path, body, {k: v for k, v in headers.items() if k.lower() != "host"})
            reply = connection.getresponse()
            kept = [(name, value) for name, value in reply.getheaders() if name.lower() not in _HOP]
            answer = Answer(method, path, reply.status, kept, reply.read())
        finally:
            connection.close()
        if path.startswith(_CONTROL) != self._control:
            return answer
        with self._lock:
            self.seen += 1
            spoil = self._spoil if self.seen == self._nth or (self._ever and self.seen > self._nth) else None
            self.spoiled += spoil is not None
        if spoil is not None:
            spoil(answer)
        return answer

    @staticmethod
    def write(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
        """Write an answer, as slowly and as much of it as it says."""
        handler.send_response(answer.status)
        for name, value in answer.headers:
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(answer.body) + answer.lost))
        handler.end_headers()
        if answer.pause:
            for byte in answer.body:
                handler.wfile.write(bytes([byte]))
                time.sleep(answer.pause)
        else:
            handler.wfile.write(answer.body)
        if answer.lost:
            handler.close_connection = True

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
