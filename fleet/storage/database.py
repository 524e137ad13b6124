"""The fleet's database: its tables, one connection that comes back, and locks that end with their process."""

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg

from a2p.state.lost_networks import bound_client, bound_server
from fleet.errors import FleetError

_RETRIED_EVERY: Final = 1.0  # seconds
LIVENESS = 4210  # the class of our advisory locks on names of workers
SERIES = 4212  # of the one on beginning looks at a customer
VERSIONS = 4211  # and of those on their versions, which all workers of one share
# A row for each worker of this database that is alive.
HELD_NAMES = """
select objid from pg_locks join pg_database on pg_database.oid = pg_locks.database
where locktype = 'advisory' and classid = 4210 and objid <> 0 and granted and datname = current_database()"""
_SCHEMA = """
create table if not exists a2p_fleet_stack (
    stack text primary key, revision text not null, approved_revision text, status text not null,
    reason text not null default '', attempts int not null default 0, stage text not null default '',
    pulled_at timestamptz, own_run_at timestamptz, next_look_at timestamptz,
    changed_at timestamptz not null default now());
create table if not exists a2p_fleet_action (
    id bigserial primary key, job text not null unique, stack text not null, revision text not null,
    worker text not null, level text not null, action text not null, reason text not null,
    fees_usd numeric not null default 0, stage text not null default '',
    at timestamptz not null default now());
alter table a2p_fleet_stack add column if not exists approved_fees jsonb not null default '[]';
alter table a2p_fleet_stack add column if not exists own_run_began_at timestamptz;
create table if not exists a2p_fleet_spending (day date primary key, usd numeric not null);
create index if not exists a2p_fleet_action_stack on a2p_fleet_action (stack, at desc);
create table if not exists a2p_fleet_event (
    id bigserial primary key, source text not null, event_id text not null, account_sid text not null,
    type text not null, subject_sid text not null, status text not null default '',
    reason text not null default '', stack text, received_at timestamptz not null default now(),
    handled_at timestamptz, unique (source, event_id));
create index if not exists a2p_fleet_event_open on a2p_fleet_event (id) where handled_at is null;
create table if not exists a2p_fleet_notice (
    stack text, stage text, channel text, sent_at timestamptz not null default now(),
    primary key (stack, stage, channel));
create table if not exists a2p_fleet_setting (name text primary key, value text not null);
"""


class Database:
    """
    One connection for a process; after it was lost, the next statement makes a new one.

    patience: seconds for which a statement waits for a server that is away.
    """

    def __init__(self, url: str, *, patience: float = 0.0) -> None:
        self.url = url
        self._patience = patience
        self._guard = threading.Lock()
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement, which is a transaction of its own. Raises FleetError."""
        with self._guard:
            try:
                return self._execute(statement, values)
            except psycopg.OperationalError:
                self.close()  # a server that was started again has closed the connection
            except (psycopg.Error, ValueError) as error:
                raise self._unreachable(error) from error
            return self._execute_again(statement, values)

    def give_up(self) -> None:
        """Let no statement wait for the server any longer."""
        self._patience = 0.0

    def create_tables(self) -> None:
        """Make the fleet's tables where they are missing; many workers may begin at once."""
        with self._connect() as connection, connection.transaction():
            connection.execute("select pg_advisory_xact_lock(%s, 0)", [LIVENESS])
            connection.execute(_SCHEMA)

    def try_lock(self, name: str) -> bool:
        """
        Take the lock of a worker's name; False while another process holds it.

        PostgreSQL lets go of it when the connection ends: with its process, or with the server.
        """
        return bool(self.execute("select pg_try_advisory_lock(%s, hashtext(%s))", [LIVENESS, name])[0][0])

    def unlock(self, name: str) -> None:
        self.execute("select pg_advisory_unlock(%s, hashtext(%s))", [LIVENESS, name])

    def share_version(self, version: str) -> None:
        """Say that a worker of a version is alive, as long as this connection is."""
        self.execute("select pg_advisory_lock_shared(%s, hashtext(%s))", [VERSIONS, version])

    def try_lock_version(self, version: str) -> bool:
        """Keep all workers of a version out; False while one is alive."""
        return bool(self.execute("select pg_try_advisory_lock(%s, hashtext(%s))", [VERSIONS, version])[0][0])

    def unlock_version(self, version: str) -> None:
        self.execute("select pg_advisory_unlock(%s, hashtext(%s))", [VERSIONS, version])

    def read_uptime(self) -> float:
        """Seconds since the server was started."""
        rows = self.execute("select extract(epoch from clock_timestamp() - pg_postmaster_start_time())")
        return float(rows[0][0])

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            with suppress(psycopg.Error):
                connection.close()

    def _execute_again(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        began = time.monotonic()
        while True:
            try:
                return self._execute(statement, values)
            except (psycopg.Error, ValueError) as error:
                self.close()
                if (
                    not isinstance(error, psycopg.OperationalError)
                    or time.monotonic() - began >= self._patience
                ):
                    raise self._unreachable(error) from error
            time.sleep(_RETRIED_EVERY)

    def _execute(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        if self._connection is None or self._connection.closed:
            self._connection = self._open()
        done = self._connection.execute(statement, values)
        return done.fetchall() if done.description else []

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        try:
            return self._open()
        except (psycopg.Error, ValueError) as error:
            raise self._unreachable(error) from error

    def _open(self) -> psycopg.Connection[tuple[Any, ...]]:
        connection = psycopg.connect(bound_client(self.url), autocommit=True, connect_timeout=10)
        bound_server(connection)
        return connection

    def _unreachable(self, error: Exception) -> FleetError:
        return FleetError(
            f"The fleet's database at {urlsplit(self.url).hostname or 'its socket'} cannot be used "
            f"({type(error).__name__})",
            remedy="check that the server runs, then --database-url",
        )
