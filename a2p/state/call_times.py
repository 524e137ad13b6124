"""
When calls of a limited kind were last made, known to all runs that share it.

A limit of Twilio's holds for a whole account, and each run is a process of its own. Where the state is in
PostgreSQL, all machines share one row and an advisory lock. Otherwise the runs of one machine share a file
and its lock: a bucket has no lock that ends with the process that holds it, so several machines over one
bucket do not know of each other. Both locks end with their holder, so nothing is cleaned up after a crash.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from a2p.state.backends.postgresql import PostgresStore
from a2p.state.errors import StateUnreachable
from a2p.state.opening import find_backend

_SCHEMA = "create table if not exists a2p_call_times (name text primary key, times float8[] not null)"


class CallTimes(Protocol):
    """The times of the last calls of one kind to one account, in seconds of the caller's clock."""

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep everybody else from reading and writing. Raises StateUnreachable."""
        ...

    def read(self) -> list[float]:
        """The times; there is no entry for them if that raises ValueError. Raises StateUnreachable."""
        ...

    def write(self, times: list[float]) -> None:
        """Put these in their place. Raises StateUnreachable."""
        ...


def open_call_times(name: str, env: Mapping[str, str]) -> CallTimes:
    """Those of a name, where all runs with the same state find them."""
    backend = find_backend(env, "")
    if backend.startswith(("postgres://", "postgresql://")):
        return PostgresCallTimes(name, PostgresStore(backend, env))
    return FileCallTimes(find_state_home(env) / "a2p" / "pace" / name)


def describe_sharing(kind: str) -> str:
    """Over what the limits of an account are kept, for a kind of state."""
    if kind == "postgresql":
        return "over all machines that use this database"
    return "over the runs of one machine; several machines do not know of each other"


@dataclass
class FileCallTimes:
    """In a file of this machine, under the kernel's lock (flock)."""

    path: Path
    _file: IO[str] | None = None

    @contextmanager
    def hold(self) -> Iterator[None]:
        with self._open() as self._file:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            yield

    def read(self) -> list[float]:
        if self._file is None:
            return self._read_unheld()
        self._file.seek(0)
        return [float(line) for line in self._file.read().splitlines()]

    def write(self, times: list[float]) -> None:
        if self._file is None:
            raise ValueError("the times are written by who holds them")
        self._file.seek(0)
        self._file.write("".join(f"{time!r}\n" for time in times))
        self._file.truncate()
        self._file.flush()

    def _read_unheld(self) -> list[float]:
        try:
            return [float(line) for line in self.path.read_text(encoding="ascii").splitlines()]
        except OSError:
            return []

    def _open(self) -> IO[str]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="ascii")
        except OSError as error:
            raise StateUnreachable(
                f"The file by which all runs keep to a limit of Twilio's cannot be used: {error}",
                remedy="set XDG_STATE_HOME to a folder that can be written, then run the same command again",
            ) from error


@dataclass(frozen=True)
class PostgresCallTimes:
    """In a row of the database that holds the state, under an advisory lock."""

    name: str
    store: PostgresStore

    @contextmanager
    def hold(self) -> Iterator[None]:
        with self.store.hold_lock(f"a2p pace {self.name}"):
            yield

    def read(self) -> list[float]:
        rows = self.store.execute("select times from a2p_call_times where name = %s", [self.name])
        return [float(time) for (times,) in rows for time in times]

    def write(self, times: list[float]) -> None:
        self.store.execute(
            "insert into a2p_call_times (name, times) values (%s, %s) "
            "on conflict (name) do update set times = excluded.times",
            [self.name, times],
            schema=_SCHEMA,
        )


def find_state_home(env: Mapping[str, str]) -> Path:
    """Where the XDG base directory specification has a user's programs keep what must survive them."""
    given = Path(env.get("XDG_STATE_HOME", ""))
    return given if given.is_absolute() else Path(env.get("HOME") or Path.home()) / ".local" / "state"
