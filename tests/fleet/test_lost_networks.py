"""A network that goes without a word: both sides end the connection, and the locks of a dead machine."""

from __future__ import annotations

import os
import socket
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from dbos import DBOSClient

from a2p.state.backends.postgresql import PostgresStore
from fleet.jobs.queue import to_dbos_url
from fleet.storage.database import Database
from tests.support.mortal_postgres import Server

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTE = 60_000  # milliseconds
SERVER = ["30", "10", "3", str(MINUTE)]
ASKED = (
    "select current_setting('tcp_keepalives_idle'), current_setting('tcp_keepalives_interval'), "
    "current_setting('tcp_keepalives_count'), current_setting('tcp_user_timeout')"
)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = Server(Path(tempfile.mkdtemp(prefix="a2p-postgres-")))
    try:
        yield server.listen()
    finally:
        server.stop()


def read_bounds(connection: Any) -> list[int]:
    """The client's: milliseconds for what is sent, and seconds, seconds and number of its questions."""
    with socket.socket(fileno=os.dup(connection.fileno())) as line:
        options = (socket.TCP_USER_TIMEOUT, socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
        return [line.getsockopt(socket.IPPROTO_TCP, each) for each in options]


def test_the_fleets_connection_that_holds_the_locks_of_workers(url: str) -> None:
    with closing(Database(url)) as database:
        assert [*database.execute(ASKED)[0]] == SERVER
        assert read_bounds(database._connection) == [MINUTE, 30, 10, 3]


def test_a_states_connection_that_holds_the_pace_of_an_account(url: str) -> None:
    store = PostgresStore(url, {})

    assert [*store.execute(ASKED)[0]] == SERVER
    assert read_bounds(store._connection()) == [MINUTE, 30, 10, 3]


def test_the_queues_connections(url: str) -> None:
    client = DBOSClient(system_database_url=to_dbos_url(url))

    try:
        with client._sys_db.engine.connect() as connection:
            assert read_bounds(connection.connection.driver_connection) == [MINUTE, 30, 10, 3]
    finally:
        client.destroy()


def test_what_an_address_says_itself_holds(url: str) -> None:
    with closing(Database(f"{url}&tcp_user_timeout=5000&keepalives_idle=7")) as database:
        database.execute("select 1")

        assert read_bounds(database._connection) == [5000, 7, 10, 3]
