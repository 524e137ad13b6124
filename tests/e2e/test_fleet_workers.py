"""What holds when workers end, gracefully or not: real processes on a real PostgreSQL."""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from fleet.database import Database
from fleet.steering import open_steering
from tests.support.backends import make_database
from tests.support.mortal_postgres import Server
from tests.support.simulator import ROOT
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.backends import Backend

_WORKER = (sys.executable, "-W", "ignore", "-m", "tests.support.fleet_worker")
PATIENCE = 90  # seconds; the machine may be busy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "declared").mkdir()
    return tmp_path


def declare(folder: Path, **customers: str) -> None:
    for name, text in customers.items():
        (folder / "declared" / name).write_text(text)


@contextmanager
def worker(url: str, name: str, folder: Path, *version: str) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / f"{name}.err").open("ab") as log:
        process = subprocess.Popen(
            [*_WORKER, url, name, str(folder), *version],
            cwd=ROOT,
            stderr=log,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def query(url: str, statement: str) -> list[tuple[Any, ...]]:
    database = Database(url)
    try:
        return database.execute(statement)
    finally:
        database.close()


def runs(folder: Path) -> list[list[str]]:
    log = folder / "runs.log"
    return [line.split() for line in log.read_text().splitlines()] if log.exists() else []


def ended(folder: Path) -> Counter[str]:
    return Counter(stack for what, stack, *_ in runs(folder) if what == "end")


def runs_of(folder: Path, name: str) -> list[list[str]]:
    return [line for line in runs(folder) if line[2] == name]


def is_at_work(folder: Path) -> bool:
    begun = {stack for what, stack, *_ in runs(folder) if what == "begin"}
    return bool(begun - set(ended(folder)))


def test_the_work_of_a_killed_worker_is_taken_over_and_what_was_done_is_not_done_again(
    folder: Path, postgres_backend: Backend
) -> None:
    names = [f"customer{number}" for number in range(8)]
    declare(folder, **dict.fromkeys(names, "register"))
    url = postgres_backend.url

    with worker(url, "one", folder) as first:
        wait_until(lambda: ended(folder) and is_at_work(folder), "a run at work")
        first.send_signal(signal.SIGKILL)
        first.wait()
        done_before = set(ended(folder))
        with worker(url, "two", folder):
            wait_until(lambda: set(ended(folder)) == set(names), f"all of them: {runs(folder)}")

    assert done_before
    assert {stack: ended(folder)[stack] for stack in done_before} == dict.fromkeys(done_before, 1)
    rows = query(url, "select stack, count(*) from a2p_fleet_action where action = 'run' group by 1")
    assert all(count <= 1 for _stack, count in rows)


def test_a_customer_that_kills_its_worker_is_stopped_and_named_and_retry_takes_it_back(
    folder: Path, postgres_backend: Backend
) -> None:
    declare(folder, poison="kills")
    url = postgres_backend.url

    def is_stopped() -> bool:
        with open_steering(url) as steering:
            return any(row["status"] == "stopped" for row in steering.read_status()["stacks"])

    for _ in range(12):
        with worker(url, "one", folder) as process:
            wait_until(lambda: process.poll() is not None or is_stopped(), "killed or stopped")
        if is_stopped():
            break

    with open_steering(url) as steering:
        (row,) = steering.read_status()["stacks"]
        assert (row["status"], row["action"]) == ("stopped", "stopped")
        assert row["reason"].startswith("8 looks in a row have failed or were cut off")
        declare(folder, poison="kills")
        steering.resume("poison")
        assert steering.read_status()["stacks"][0]["status"] == "active"
    assert len(runs(folder)) == 8


def test_a_worker_that_is_asked_to_end_finishes_its_run(folder: Path, postgres_backend: Backend) -> None:
    declare(folder, one="register")

    with worker(postgres_backend.url, "one", folder) as process:
        wait_until(lambda: runs(folder), "a run")
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0

    assert [line[0] for line in runs(folder)] == ["begin", "end"]
    assert query(postgres_backend.url, "select count(*) from a2p_fleet_action") == [(1,)]


def test_a_fleet_is_upgraded_by_one_worker_after_the_other_and_nothing_is_lost_or_doubled(
    folder: Path, postgres_backend: Backend
) -> None:
    """Also where the jobs have another shape: the newer ones take over what the last older worker leaves."""
    names = [f"customer{number}" for number in range(12)]
    declare(folder, **dict.fromkeys(names, "register"))
    url = postgres_backend.url

    with worker(url, "one", folder, "1") as one, worker(url, "two", folder, "1") as two:
        wait_until(lambda: runs_of(folder, "one"), "a run of the older release")
        one.terminate()
        assert one.wait(timeout=PATIENCE) == 0  # it has ended its runs
        before = runs_of(folder, "one")
        with worker(url, "one", folder, "2"):
            time.sleep(2)
            assert runs_of(folder, "one") == before  # the newer one leaves alone what "two" may still take
            two.kill()  # in the middle of its runs
            two.wait()
            wait_until(lambda: set(ended(folder)) == set(names), f"all of them: {runs(folder)}")

    assert set(query(url, "select count(*) from a2p_fleet_action where action = 'run' group by stack")) == {
        (1,)
    }
    twice = [stack for stack, count in ended(folder).items() if count > 1]
    assert len(twice) <= 2  # those that "two" was at: it had ended them, and died before it said so
    (left,) = query(
        url,
        "select count(*) from dbos.workflow_status where application_version = '1' "
        "and status in ('DELAYED', 'ENQUEUED', 'PENDING')",
    )
    assert left == (0,)


def test_two_living_workers_cannot_have_one_name(folder: Path, postgres_backend: Backend) -> None:
    declare(folder, one="broken")
    url = postgres_backend.url
    with worker(url, "one", folder):
        wait_until(lambda: _has_actions(url), "a look")
        with worker(url, "one", folder) as second:
            assert second.wait(timeout=PATIENCE) == 1
    assert "A worker called one is at work already" in (folder / "one.err").read_text()


def test_a_failing_customer_is_tried_again_ever_later_and_the_failure_is_shown(
    folder: Path, postgres_backend: Backend
) -> None:
    declare(folder, bad="broken", good="register")
    url = postgres_backend.url

    with worker(url, "one", folder):
        wait_until(lambda: _has_actions(url, "bad", 3) and ended(folder)["good"], "three looks")

    with open_steering(url) as steering:
        bad, good = steering.read_status()["stacks"]
    assert (bad["action"], bad["reason"]) == ("leave", "the preview failed: it cannot be read")
    assert int(bad["failures"]) >= 3
    assert (good["stage"], good["failures"]) == ("verified", "0")
    moments = [at for (at,) in query(url, "select at from a2p_fleet_action where stack = 'bad' order by id")]
    gaps = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(moments)]
    assert gaps[0] >= 0.5  # of 60 s and 120 s, a hundredth
    assert gaps[1] >= 1.1


def test_a_paused_customer_is_not_looked_at_until_it_is_resumed(
    folder: Path, postgres_backend: Backend
) -> None:
    declare(folder, one="broken")
    url = postgres_backend.url

    with worker(url, "one", folder), open_steering(url) as steering:
        wait_until(lambda: _has_actions(url), "a look")
        steering.pause("one")
        time.sleep(1.5)  # a look at work ends
        before = _count_actions(url)
        time.sleep(2)
        assert _count_actions(url) == before
        declare(folder, one="register")
        steering.resume("one")
        wait_until(lambda: _count_actions(url) > before, "another look")


@pytest.mark.parametrize("leaves", ["pause", "cancel"])
def test_who_is_taken_out_during_a_run_stays_out_and_comes_back_though_the_database_dies(
    folder: Path, leaves: str
) -> None:
    """PostgreSQL is killed after each of the two; the others go on, and no two runs of one overlap."""
    declare(folder, acme="slow", bolt="register", cole="register")
    server = Server(Path(tempfile.mkdtemp(prefix="a2p-postgres-")))
    try:
        url = make_database(server.url).url
        with worker(url, "one", folder):
            wait_until(lambda: ["begin", "acme"] in [line[:2] for line in runs(folder)], "a run at work")
            with open_steering(url) as steering:
                getattr(steering, leaves)("acme")
            server.kill_and_start()
            wait_until(lambda: {"acme", "bolt", "cole"} == set(ended(folder)), f"all: {runs(folder)}")
            time.sleep(3)
            assert ended(folder)["acme"] == 1
            (row,) = query(url, "select status from a2p_fleet_stack where stack = 'acme'")
            assert row == ("paused" if leaves == "pause" else "cancelled",)

            declare(folder, acme="register")  # an edit, which takes nobody back
            time.sleep(1)
            with open_steering(url) as steering:
                steering.resume("acme")
            server.kill_and_start()
            is_looked_at = "select 1 from a2p_fleet_stack where stack = 'acme' and stage = 'verified'"
            wait_until(lambda: query(url, is_looked_at), "acme is looked at again")
    finally:
        server.stop()
    at_work: set[str] = set()
    for what, stack, *_ in runs(folder):
        assert (what == "begin") == (stack not in at_work), runs(folder)
        at_work ^= {stack}


def test_a_lost_connection_is_made_again(postgres_backend: Backend) -> None:
    database = Database(postgres_backend.url)
    database.create_tables()
    (pid,) = database.execute("select pg_backend_pid()")[0]
    with psycopg.connect(postgres_backend.url, autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s)", [pid])

    assert database.execute("select 1") == [(1,)]
    database.close()


def _count_actions(url: str, stack: str = "%") -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("select to_regclass('a2p_fleet_action')").fetchone()
        if not row or row[0] is None:
            return 0
        found = connection.execute(
            "select count(*) from a2p_fleet_action where stack like %s", [stack]
        ).fetchone()
        return int(found[0]) if found else 0


def _has_actions(url: str, stack: str = "%", most: int = 1) -> bool:
    return _count_actions(url, stack) >= most
