"""What is made of a host that is not there: how soon it is said, in which words, and how long it is tried."""

from __future__ import annotations

import logging
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from a2p.errors import TwilioUnreachable
from a2p.twilio.client.hosts import describe_host
from tests.support.end_users import CALLS, OK, create, get
from tests.support.scripted_server import RESET, ScriptedServer
from tests.support.sessions import open_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from a2p.twilio.client.session import Session

SOON = 10.0  # seconds; 3 and up to half a one of jitter each, on a busy machine; it used to be 15 and more


@contextmanager
def nobody() -> Iterator[str]:
    """An address at which every connection is refused."""
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))  # bound and not listening
        yield f"http://127.0.0.1:{unheard.getsockname()[1]}"


def notices(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What a terminal shows: warnings, but urllib3's own, which it keeps to itself."""
    return [each.getMessage() for each in told(caplog)]


def told(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [each for each in caplog.records if each.levelno == logging.WARNING and each.name == "a2p.twilio"]


@pytest.mark.parametrize("call", CALLS)
def test_a_host_that_never_answered_is_given_up_after_three_seconds(
    call: Callable[[Session], Any], caplog: pytest.LogCaptureFixture
) -> None:
    began = time.monotonic()

    with nobody() as url, open_session(url) as session, pytest.raises(TwilioUnreachable) as raised:
        call(session)

    host = url.removeprefix("http://")
    assert 2.0 < time.monotonic() - began < SOON
    assert notices(caplog) == [
        f"The simulator at {host} does not answer (connection refused); trying again for 3 s"
    ]
    first, *do = str(raised.value).splitlines()
    assert first.startswith("No answer to ")
    assert first.endswith(f": The simulator at {host} does not answer (connection refused).")
    assert do[0].startswith("  do: check the network (the simulator: `a2p sim start`)")


def test_it_is_said_before_the_second_try_has_ended(caplog: pytest.LogCaptureFixture) -> None:
    began = time.time()

    with nobody() as url, open_session(url) as session, pytest.raises(TwilioUnreachable):
        get(session)

    (notice,) = told(caplog)
    assert notice.created - began < 1.0


def test_it_is_said_once_for_all_calls(caplog: pytest.LogCaptureFixture) -> None:
    with nobody() as url, open_session(url) as session:
        for _ in range(2):
            with pytest.raises(TwilioUnreachable):
                get(session)

    assert len(notices(caplog)) == 1


def test_a_name_that_is_unknown_is_said_to_be_that(caplog: pytest.LogCaptureFixture) -> None:
    with (
        open_session("http://nobody.invalid:80") as session,
        pytest.raises(TwilioUnreachable, match="unknown to the"),
    ):
        get(session)

    assert notices(caplog)[0].startswith("nobody.invalid:80 does not answer (its name is unknown to the DNS)")


def test_a_host_that_has_answered_is_waited_for_longer() -> None:
    with ScriptedServer(OK) as server, open_session(server.url) as session:
        get(session)
        address = ("127.0.0.1", int(server.url.rpartition(":")[2]))
        server._server.shutdown()
        server._server.server_close()
        session.forget_all()
        session._http._session.close()  # an idle connection would still be answered
        again = threading.Timer(5.0, _refuse_no_more, [address])
        again.start()

        with pytest.raises(TwilioUnreachable, match="broken off"):
            get(session)
        again.join()


def _refuse_no_more(address: tuple[str, int]) -> None:
    """Take connections and break them off: whoever comes now was still trying."""
    with socket.create_server(address) as server:
        server.settimeout(30)
        for _ in range(2):
            connection, _ = server.accept()
            connection.close()


@pytest.mark.parametrize(("call", "tries"), [(get, 4), (create, 1)])
def test_what_speaks_no_tls_is_said_and_a_write_is_not_made_again(
    call: Callable[[Session], Any], tries: int, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        accepted: list[float] = []
        threading.Thread(target=_babble, args=(server, accepted), daemon=True).start()
        url = f"https://127.0.0.1:{server.getsockname()[1]}"

        with open_session(url) as session, pytest.raises(TwilioUnreachable, match="TLS failed"):
            call(session)

    assert len(accepted) == tries


def _babble(server: socket.socket, accepted: list[float]) -> None:
    """Answer whatever comes with what is no TLS, until the server is closed."""
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        accepted.append(time.monotonic())
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        connection.close()


def test_one_connection_that_is_broken_off_is_nothing_to_tell(caplog: pytest.LogCaptureFixture) -> None:
    with ScriptedServer(RESET, OK) as server, open_session(server.url) as session:
        get(session)

    assert notices(caplog) == []


def test_twilio_is_called_by_its_name() -> None:
    assert describe_host("trusthub.twilio.com:443") == "Twilio at trusthub.twilio.com"
    assert describe_host("proxy.example.org:8080") == "proxy.example.org:8080"
