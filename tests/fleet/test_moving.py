"""The fleet's database as a whole: backed up, restored, moved from the embedded server to another."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from fleet.errors import FleetError
from fleet.events.inbox import Inbox
from fleet.events.payloads import EVENT, Received
from fleet.jobs.queue import DbosQueue, Job
from fleet.jobs.tables import create_tables
from fleet.storage import moving
from fleet.storage.database import Database
from fleet.storage.embedded import run_embedded
from fleet.storage.stacks import FleetStacks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.backends import Backend

LATER = 3 * 86400.0


def fill(url: str) -> None:
    """A fleet of two customers, a job in three days and an event."""
    with closing(Database(url)) as database, closing(DbosQueue(url)) as queue:
        create_tables(database)
        stacks = FleetStacks(database)
        for stack in ("acme", "bolt"):
            stacks.enrol({stack: "r1"})
            stacks.update(stack, reason="Jane's Garden: ä — 1 %")
        queue.enqueue(Job("acme", "r1", 1), LATER)
        Inbox(database).store([Received(EVENT, "EZ1", "AC1", "brand-registered", ("BN1",))])


@contextmanager
def embedded() -> Iterator[str]:
    """A server of the fleet's own, its folder where the path of a socket is short enough."""
    with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
        Path(folder).chmod(0o755)
        with run_embedded(Path(folder) / "fleet") as url:
            yield url


def test_the_embedded_database_moves_to_a_server_whole_and_is_closed(postgres_backend: Backend) -> None:
    with embedded() as source:
        fill(source)
        rows = moving.count_rows(source)

        assert moving.move(source, postgres_backend.url).keys() == rows.keys()

        with pytest.raises(FleetError, match="was moved from this database to another server"):
            moving.require_open(source)
    moving.require_open(postgres_backend.url)
    assert rows["public.a2p_fleet_stack"] == 2
    with closing(DbosQueue(postgres_backend.url)) as queue, closing(Database(postgres_backend.url)) as there:
        assert [(each.job, each.status) for each in queue.list_open()] == [(Job("acme", "r1", 1), "DELAYED")]
        create_tables(there)  # a worker starts on what was restored
        assert [row.reason for row in FleetStacks(there).list_all()] == ["Jane's Garden: ä — 1 %"] * 2


def test_a_backup_is_restored_as_it_was_and_only_into_an_empty_database(
    postgres_backend: Backend, tmp_path: Path
) -> None:
    file = tmp_path / "fleet.dump"
    with embedded() as source:
        fill(source)
        moving.back_up(source, file)
        with closing(Database(source)) as database:
            FleetStacks(database).enrol({"cole": "r1"})  # after the backup
        assert oct(file.stat().st_mode & 0o777) == "0o600"

        moving.restore(file, postgres_backend.url)

        assert moving.find_differences(source, postgres_backend.url) == [
            "public.a2p_fleet_stack: 3 and 2 rows"
        ]
        with pytest.raises(FleetError, match="has tables already"):
            moving.restore(file, postgres_backend.url)


def test_other_rows_are_found_where_there_are_as_many(postgres_backend: Backend, tmp_path: Path) -> None:
    with embedded() as source:
        fill(source)
        moving.back_up(source, tmp_path / "fleet.dump")
        moving.restore(tmp_path / "fleet.dump", postgres_backend.url)
        assert moving.find_differences(source, postgres_backend.url) == []
        with psycopg.connect(postgres_backend.url) as connection:
            connection.execute("update a2p_fleet_stack set reason = 'x' where stack = 'bolt'")

        assert moving.find_differences(source, postgres_backend.url) == [
            "public.a2p_fleet_stack: 2 and 2 rows"
        ]


def test_nothing_moves_while_a_worker_is_at_work(postgres_backend: Backend) -> None:
    """The lock is that of another process, and ends with it."""
    program = (
        "import sys; from fleet.storage.database import Database; database = Database(sys.argv[1]);"
        "database.try_lock('one'); print('locked', flush=True); sys.stdin.read()"
    )
    with embedded() as source:
        fill(source)
        command = [sys.executable, "-c", program, source]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout
            worker.stdout.readline()
            with pytest.raises(FleetError, match="A worker is at work"):
                moving.move(source, postgres_backend.url)
            worker.kill()
            worker.wait()

        assert moving.count_rows(postgres_backend.url) == {}
        moving.move(source, postgres_backend.url)


def test_what_cannot_be_dumped_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(FleetError, match="pg_dump failed") as caught:
        moving.back_up("postgresql://fleet:pass-word@127.0.0.1:9/fleet", tmp_path / "fleet.dump")

    assert "pass-word" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []
