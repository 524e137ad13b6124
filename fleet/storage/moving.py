"""
Backups of the fleet's database, and its move to another server: dump, restore, compare.

With PostgreSQL's own programs: of the server that the wheel brings, or of PATH where they are newer than it.
A dump is of one moment, also while the fleet works; a restore and a move want a database with nothing in it,
so that they overwrite nobody's.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from a2p.redaction import redact
from a2p.state.addresses import split_password
from a2p.state.lost_networks import bound_client
from fleet.errors import FleetError
from fleet.storage.database import HELD_NAMES
from fleet.storage.embedded import find_programs

_SCHEMAS: Final = ("public", "dbos")
_MOVED: Final = "moved"
_PATIENCE: Final = 3600  # seconds


def back_up(url: str, file: Path) -> None:
    """Write a dump of the database into a file, which only its owner may read. Raises FleetError."""
    part = file.with_name(f"{file.name}.part")
    part.touch(mode=0o600)
    try:
        _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={part}")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def restore(file: Path, url: str) -> None:
    """
    Read a dump into an empty database, in one transaction.

    Raises:
        FleetError: there are tables already, or the dump cannot be read.
    """
    if found := count_rows(url):
        raise FleetError(
            f"The database to restore into has tables already, such as {min(found)}",
            remedy="create a new, empty database, and name that one",
        )
    _run(
        *(url, "pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
        str(file),
    )


def move(source: str, target: str) -> dict[str, int]:
    """
    Copy the database of a fleet that is at rest to an empty one, compare them, and close the first.

    Returns the rows of each table of the new one.

    Raises:
        FleetError: a worker is at work, the new one is not empty, or the two differ; the first is as it was.
    """
    if is_at_work(source):
        raise FleetError("A worker is at work on the database", remedy="stop all of them, then move it")
    with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
        dump = Path(folder) / "fleet.dump"
        back_up(source, dump)
        restore(dump, target)
    if differing := find_differences(source, target):
        raise FleetError(
            "The copy is not the same: " + "; ".join(differing),
            remedy="stop whatever writes into either, drop the new database, and begin again",
        )
    _close(source)
    return count_rows(target)


def require_open(url: str) -> None:
    """Raises FleetError: the fleet has moved from here to another database."""
    with _connect(url) as connection:
        moved = connection.execute("select 1 from a2p_fleet_setting where name = %s", [_MOVED]).fetchone()
    if moved:
        raise FleetError(
            "The fleet was moved from this database to another server",
            remedy="name that one with --database-url or A2P_FLEET_DATABASE",
        )


def is_at_work(url: str) -> bool:
    """Whether a process holds the lock of a worker's name."""
    with _connect(url) as connection:
        return connection.execute(HELD_NAMES).fetchone() is not None


def _close(url: str) -> None:
    with _connect(url) as connection:
        connection.execute(
            "insert into a2p_fleet_setting (name, value) values (%s, 'yes') on conflict do nothing", [_MOVED]
        )


def _connect(url: str) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(bound_client(url), connect_timeout=10)


def count_rows(url: str) -> dict[str, int]:
    """How many rows each of the fleet's and its queue's tables has. Raises FleetError."""
    try:
        with _connect(url) as connection:
            tables = connection.execute(
                "select schemaname, tablename from pg_tables where schemaname = any(%s)", [list(_SCHEMAS)]
            ).fetchall()
            return {f"{schema}.{table}": _count(connection, schema, table) for schema, table in tables}
    except psycopg.Error as error:
        raise FleetError(
            f"A database cannot be read ({type(error).__name__})",
            remedy="check its address, and that it runs",
        ) from error


def find_differences(one: str, other: str) -> list[str]:
    """The tables whose rows are not the same in two databases, by number and by a digest of all of them."""
    counted = count_rows(one), count_rows(other)
    names = sorted({*counted[0], *counted[1]})
    return [
        f"{name}: {counted[0].get(name, 'none')} and {counted[1].get(name, 'none')} rows"
        for name in names
        if counted[0].get(name) != counted[1].get(name) or _digest(one, name) != _digest(other, name)
    ]


def _count(connection: psycopg.Connection[tuple[object, ...]], schema: str, table: str) -> int:
    query = sql.SQL("select count(*) from {}").format(sql.Identifier(schema, table))
    (count,) = connection.execute(query).fetchone() or (0,)
    return int(str(count))


def _digest(url: str, name: str) -> str:
    query = sql.SQL("select md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) from {} as t")
    with _connect(url) as connection:
        (digest,) = connection.execute(query.format(sql.Identifier(*name.split(".")))).fetchone() or ("",)
    return str(digest)


def _run(url: str, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on a database; a password goes apart from what `ps` shows."""
    address, password = split_password(url)
    done = subprocess.run(  # noqa: S603  # PostgreSQL's own
        [_find_program(program), f"--dbname={address}", *arguments],
        env=os.environ | ({"PGPASSWORD": password} if password else {}),
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    if done.returncode:
        raise FleetError(
            f"{program} failed: {redact(done.stderr.strip()[-300:])}",
            remedy="check both addresses; the programs must not be older than the server",
        )


def _find_program(name: str) -> str:
    own = find_programs() / name
    found = str(own) if own.exists() else shutil.which(name)
    if not found:
        raise FleetError(f"There is no {name}", remedy="install PostgreSQL's client programs")
    return found
