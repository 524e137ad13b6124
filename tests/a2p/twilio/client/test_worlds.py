"""Which world answers: asked of whoever answers, and of nobody else, and in time."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from a2p.twilio.client.worlds import world_at
from tests.support.scripted_server import Answer, ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Iterator

SOON = 15.0  # seconds; it asks for two, on a busy machine


@contextmanager
def endless_headers() -> Iterator[str]:
    """The address of one who begins an answer and sends a byte of its first header now and then, for ever."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Simulator-Time: ")
                while not stop.wait(0.1):
                    connection.sendall(b"1")

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        stop.set()
        thread.join()


def test_an_answer_that_never_ends_names_no_world_in_time() -> None:
    began = time.monotonic()

    with endless_headers() as url:
        assert not world_at(url)

    assert time.monotonic() - began < SOON


def test_a_redirection_is_not_followed() -> None:
    named = {"X-Simulator-Time": "1", "X-Simulator-World": "another"}
    with ScriptedServer(Answer(headers=named)) as stranger:
        elsewhere = Answer(307, headers={"Location": f"{stranger.url}/_sim/clock"})
        with ScriptedServer(elsewhere) as redirecting:
            assert not world_at(redirecting.url)

        assert stranger.arrivals == []
