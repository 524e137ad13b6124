"""
Objects in a table of PostgreSQL, as the engine's `postgres://` backend keeps them.

The engine writes each object as `{"data": "<base64>"}` into one table, its key below the database's name.
Its own listing keeps one query open and asks once more for each key, from a small pool: with 3,000 stacks it
waits for ever. Here a listing is one query, and so is reading many objects.
"""

import base64
import json
import os
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from a2p.state.addresses import describe_address, join_address
from a2p.state.errors import DriverMissing, StateUnreachable
from a2p.state.lost_networks import bound_client, bound_server
from a2p.state.store import Entry

if TYPE_CHECKING:
    import psycopg

_CONNECT_TIMEOUT = 10  # seconds
_TABLE = "pulumi_state"
# As the engine makes it; its index is made by the engine.
_SCHEMA = (
    "create table if not exists {table} (key text primary key, data json not null, "
    "updated_at timestamptz not null default now())"
)
# What libpq reads from its environment, by the name the same thing has in a connection.
_VARIABLES: Mapping[str, str] = {
    "PGHOST": "host",
    "PGPORT": "port",
    "PGUSER": "user",
    "PGPASSWORD": "password",
    "PGPASSFILE": "passfile",
    "PGSSLMODE": "sslmode",
    "PGSSLCERT": "sslcert",
    "PGSSLKEY": "sslkey",
    "PGSSLROOTCERT": "sslrootcert",
}


@dataclass(frozen=True)
class PostgresStore:
    """The rows of one table. One connection a process, opened at the first use and shared by its threads."""

    url: str = field(repr=False)
    env: Mapping[str, str] = field(repr=False)
    kind: str = "postgresql"
    _guard: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    _open: dict[int, Any] = field(default_factory=dict, repr=False, compare=False)  # by process

    def __post_init__(self) -> None:
        weakref.finalize(self, _close_own, self._open)

    @property
    def address(self) -> str:
        return describe_address(self.url)

    def list_entries(self, prefix: str) -> list[Entry]:
        rows = self._query(
            "select key, updated_at, octet_length(data::text) from {table} where key like %s order by key",
            [_pattern(self._prefix + prefix)],
        )
        return [Entry(self._relative(key), f"{at.isoformat()}-{size}", size, at) for key, at, size in rows]

    def read(self, key: str) -> bytes | None:
        return self.read_many([key]).get(key)

    def read_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        rows = self._query(
            "select key, decode(data->>'data', 'base64') from {table} where key = any(%s)",
            [[self._prefix + key for key in keys]],
        )
        return {self._relative(key): bytes(content) for key, content in rows}

    def write(self, key: str, content: bytes) -> None:
        data = json.dumps({"data": base64.b64encode(content).decode()})
        self._query(
            "insert into {table} (key, data) values (%s, %s) "
            "on conflict (key) do update set data = excluded.data, updated_at = now()",
            [self._prefix + key, data],
            schema=_SCHEMA,
        )

    def delete(self, keys: Iterable[str]) -> None:
        self._query("delete from {table} where key = any(%s)", [[self._prefix + key for key in keys]])

    def tag_folder(self, prefix: str) -> str:
        """Unknown: it would cost a listing."""
        del prefix
        return ""

    def list_partial_writes(self, prefix: str) -> list[str]:
        """None: a row is written whole or not at all."""
        del prefix
        return []

    def require_writable(self) -> None:
        rows = self._query("select has_table_privilege(%s, 'insert, update, delete')", [self._table])
        if not all(allowed for (allowed,) in rows):
            raise StateUnreachable(
                f"The table {self._table} in {self.address} cannot be written",
                remedy=f"grant select, insert, update, delete on {self._table} to its user",
            )

    def execute(
        self, statement: str, values: Iterable[Any] = (), *, schema: str = ""
    ) -> list[tuple[Any, ...]]:
        """
        Run a statement of ours in the same database; its rows.

        schema: makes the table if there is none; without it a table that is missing has no rows.

        Raises:
            StateUnreachable: the database cannot be used.
        """
        return self._query(statement, list(values), schema=schema)

    @contextmanager
    def hold_lock(self, name: str) -> Iterator[None]:
        """
        Hold an advisory lock of this database; wait for whoever holds it.

        It lives as long as its connection, so a process that dies lets go of it. On a connection of its own:
        another thread of this process would share, and not wait for, one of the same connection.
        """
        with _explaining(self.address), self._connect() as connection:
            connection.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [name])
            yield

    @cached_property
    def _table(self) -> str:
        return dict(parse_qsl(urlsplit(self.url).query)).get("table", _TABLE)

    @cached_property
    def _prefix(self) -> str:
        """What the engine puts before each key: the name of the database."""
        name = unquote(urlsplit(self.url).path).lstrip("/")
        return name if not name or name.endswith("/") else f"{name}/"

    def _relative(self, key: str) -> str:
        return key.removeprefix(self._prefix)

    def _connection(self) -> "psycopg.Connection[tuple[Any, ...]]":
        """That of this process: a child must not speak on its parent's. A new one where the last was lost."""
        found = self._open.get(os.getpid())
        if found is None or found.closed:
            found = self._open[os.getpid()] = self._connect()
        return found

    def _connect(self) -> "psycopg.Connection[tuple[Any, ...]]":
        connection: psycopg.Connection[tuple[Any, ...]] = _driver().connect(
            bound_client(_conninfo(self.url)),
            autocommit=True,
            connect_timeout=_CONNECT_TIMEOUT,
            **_defaults(self.url, self.env),
        )
        bound_server(connection)
        return connection

    def _query(self, statement: str, values: list[Any], *, schema: str = "") -> list[tuple[Any, ...]]:
        psycopg = _driver()
        with self._guard, _explaining(self.address):
            try:
                done = self._connection().execute(self._compose(statement), values)
            except psycopg.errors.UndefinedTable:  # no stack was ever begun here
                if not schema:
                    return []
                self._connection().execute(self._compose(schema))
                done = self._connection().execute(self._compose(statement), values)
            return done.fetchall() if done.description else []

    def _compose(self, statement: str) -> Any:
        sql = _driver().sql
        return sql.SQL(statement).format(table=sql.Identifier(self._table))


def _close_own(connections: dict[int, Any]) -> None:
    """Close this process's connection; in a child its parent's stays open."""
    if connection := connections.pop(os.getpid(), None):
        connection.close()


def _driver() -> Any:
    try:
        import psycopg.sql  # noqa: PLC0415  # only who keeps a state in PostgreSQL needs it
    except ImportError as error:
        raise DriverMissing(
            "A state in PostgreSQL is read with psycopg, which is not installed",
            remedy="pip install 'a2p[postgresql]'",
        ) from error
    return psycopg


def _conninfo(url: str) -> str:
    """The address without `table`, which is the engine's own and nothing libpq knows."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "table"]
    return join_address(parts.scheme, parts.netloc, parts.path, urlencode(query, quote_via=quote))


def _defaults(url: str, env: Mapping[str, str]) -> dict[str, str]:
    """What the environment of the engine says and the address does not, which the address overrules."""
    parts = urlsplit(url)
    given = {name for name, _value in parse_qsl(parts.query)}
    given |= {name for name, value in {"host": parts.hostname, "port": parts.port}.items() if value}
    given |= {name for name, value in {"user": parts.username, "password": parts.password}.items() if value}
    found = {name: env[variable] for variable, name in _VARIABLES.items() if variable in env}
    return {name: value for name, value in found.items() if name not in given}


def _pattern(prefix: str) -> str:
    escaped = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"{escaped}%"


@contextmanager
def _explaining(address: str) -> Iterator[None]:
    psycopg = _driver()
    try:
        yield
    except psycopg.Error as error:
        reason = str(error).strip().partition("\n")[0]
        raise StateUnreachable(
            f"The state in {address} cannot be used: {reason or type(error).__name__}",
            remedy="check that the server runs, then PULUMI_BACKEND_URL and PGPASSWORD",
        ) from error
