"""A run that ends while PostgreSQL hangs or is dead: what was done is recorded, once, and looks go on."""

from __future__ import annotations

import json
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fleet.errors import FleetError
from fleet.storage.database import Database
from tests.support.backends import make_database
from tests.support.fleet_folder import (
    count_ended,
    declare_texts,
    fetch_rows,
    has_actions,
    list_runs,
    run_worker,
)
from tests.support.mortal_postgres import Server
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 90  # seconds; the machine may be busy
AWAY = 8.0  # after the end of the run


@pytest.fixture
def postgres() -> Iterator[Server]:
    server = Server(Path(tempfile.mkdtemp(prefix="a2p-postgres-")))
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "declared").mkdir()
    declare_texts(tmp_path, one="slow")
    return tmp_path


def wait_for_end_of_run(folder: Path) -> None:
    wait_until(lambda: count_ended(folder)["one"], "the end of the run")
    time.sleep(AWAY)


def test_whoever_waits_for_a_database_gives_up_when_the_process_ends(postgres: Server) -> None:
    url = make_database(postgres.url).url
    postgres.kill()
    database = Database(url, patience=3600)
    with ThreadPoolExecutor(1) as thread:
        waiting = thread.submit(database.execute, "select 1")
        time.sleep(2)
        assert not waiting.done()
        database.give_up()
        with pytest.raises(FleetError, match="cannot be used"):
            waiting.result(timeout=PATIENCE)


@pytest.mark.parametrize("how", ["hangs", "dies"])
def test_what_was_done_while_the_database_was_away_is_recorded_once(
    postgres: Server, folder: Path, how: str
) -> None:
    url = make_database(postgres.url).url
    with run_worker(url, "one", folder) as worker:
        wait_until(lambda: list_runs(folder), "a run")
        if how == "hangs":
            with postgres.hang():
                wait_for_end_of_run(folder)
        else:
            postgres.kill()
            wait_for_end_of_run(folder)
            postgres.start()
        statement = "select action, stage from a2p_fleet_action where action = 'run'"
        wait_until(lambda: fetch_rows(url, statement), f"a record: {(folder / 'one.err').read_text()}")
        jobs = "select count(*) from dbos.workflow_status where status in ('DELAYED', 'ENQUEUED', 'PENDING')"
        wait_until(lambda: fetch_rows(url, jobs) == [(1,)], "the next look")
        worker.terminate()
        assert worker.wait(timeout=PATIENCE) == 0

    assert fetch_rows(url, statement) == [("run", "verified")]
    assert count_ended(folder)["one"] == 1
    assert fetch_rows(url, "select count(*) from dbos.workflow_status where status = 'ERROR'") == [(0,)]


def test_a_look_that_ends_while_postgresql_is_dead_is_followed_by_others(
    postgres: Server, folder: Path
) -> None:
    """DBOS cannot write down how it ended, and its worker lives: nobody takes it over."""
    declare_texts(folder, one="long")
    url = make_database(postgres.url).url

    def count_looks() -> int:
        return sum(line[0] == "look" for line in list_runs(folder))

    with run_worker(url, "one", folder):
        wait_until(count_looks, "a look")
        postgres.kill()
        time.sleep(AWAY)
        assert count_looks() == 1
        postgres.start()
        wait_until(lambda: has_actions(url), "that it is recorded")
        wait_until(lambda: count_looks() > 1, "another look")
    log = (folder / "one.err").read_text().splitlines()
    assert {json.loads(line)["logger"].partition(".")[0] for line in log} == {"dbos", "fleet"}
