"""What holds when workers end, gracefully or not: real processes on a real PostgreSQL."""

from __future__ import annotations

import itertools
import signal
import time
from typing import TYPE_CHECKING

import psycopg
import pytest

from fleet.steering import open_steering
from fleet.storage.database import Database
from tests.support.fleet_folder import (
    count_actions,
    count_ended,
    declare_texts,
    fetch_rows,
    has_actions,
    is_at_work,
    list_runs,
    list_runs_of,
    run_worker,
)
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.backends import Backend

PATIENCE = 90  # seconds; the machine may be busy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "declared").mkdir()
    return tmp_path


def test_the_work_of_a_killed_worker_is_taken_over_and_what_was_done_is_not_done_again(
    folder: Path, postgres_backend: Backend
) -> None:
    names = [f"customer{number}" for number in range(8)]
    declare_texts(folder, **dict.fromkeys(names, "register"))
    url = postgres_backend.url

    with run_worker(url, "one", folder) as first:
        wait_until(lambda: count_ended(folder) and is_at_work(folder), "a run at work")
        first.send_signal(signal.SIGKILL)
        first.wait()
        done_before = set(count_ended(folder))
        with run_worker(url, "two", folder):
            wait_until(lambda: set(count_ended(folder)) == set(names), f"all of them: {list_runs(folder)}")

    assert done_before
    assert {stack: count_ended(folder)[stack] for stack in done_before} == dict.fromkeys(done_before, 1)
    rows = fetch_rows(url, "select stack, count(*) from a2p_fleet_action where action = 'run' group by 1")
    assert all(count <= 1 for _stack, count in rows)


def test_a_worker_that_is_asked_to_end_finishes_its_run(folder: Path, postgres_backend: Backend) -> None:
    declare_texts(folder, one="register")

    with run_worker(postgres_backend.url, "one", folder) as process:
        wait_until(lambda: list_runs(folder), "a run")
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0

    assert [line[0] for line in list_runs(folder)] == ["begin", "end"]
    assert fetch_rows(postgres_backend.url, "select count(*) from a2p_fleet_action") == [(1,)]


def test_a_fleet_is_upgraded_by_one_worker_after_the_other_and_nothing_is_lost_or_doubled(
    folder: Path, postgres_backend: Backend
) -> None:
    """Also where the jobs have another shape: the newer ones take over what the last older worker leaves."""
    names = [f"customer{number}" for number in range(12)]
    declare_texts(folder, **dict.fromkeys(names, "register"))
    url = postgres_backend.url

    with run_worker(url, "one", folder, "1") as one, run_worker(url, "two", folder, "1") as two:
        wait_until(lambda: list_runs_of(folder, "one"), "a run of the older release")
        one.terminate()
        assert one.wait(timeout=PATIENCE) == 0  # it has ended its runs
        before = list_runs_of(folder, "one")
        with run_worker(url, "one", folder, "2"):
            time.sleep(2)
            assert (
                list_runs_of(folder, "one") == before
            )  # the newer one leaves alone what "two" may still take
            two.kill()  # in the middle of its runs
            two.wait()
            wait_until(lambda: set(count_ended(folder)) == set(names), f"all of them: {list_runs(folder)}")

    assert set(
        fetch_rows(url, "select count(*) from a2p_fleet_action where action = 'run' group by stack")
    ) == {(1,)}
    twice = [stack for stack, count in count_ended(folder).items() if count > 1]
    assert len(twice) <= 2  # those that "two" was at: it had ended them, and died before it said so
    (left,) = fetch_rows(
        url,
        "select count(*) from dbos.workflow_status where application_version = '1' "
        "and status in ('DELAYED', 'ENQUEUED', 'PENDING')",
    )
    assert left == (0,)


def test_two_living_workers_cannot_have_one_name(folder: Path, postgres_backend: Backend) -> None:
    declare_texts(folder, one="broken")
    url = postgres_backend.url
    with run_worker(url, "one", folder):
        wait_until(lambda: has_actions(url), "a look")
        with run_worker(url, "one", folder) as second:
            assert second.wait(timeout=PATIENCE) == 1
    assert "A worker called one is at work already" in (folder / "one.err").read_text()


def test_a_failing_customer_is_tried_again_ever_later_and_the_failure_is_shown(
    folder: Path, postgres_backend: Backend
) -> None:
    declare_texts(folder, bad="broken", good="register")
    url = postgres_backend.url

    with run_worker(url, "one", folder):
        wait_until(lambda: has_actions(url, "bad", 3) and count_ended(folder)["good"], "three looks")

    with open_steering(url) as steering:
        bad, good = steering.read_status()["stacks"]
    assert (bad["action"], bad["reason"]) == ("leave", "the preview failed: it cannot be read")
    assert int(bad["failures"]) >= 3
    assert (good["stage"], good["failures"]) == ("verified", "0")
    moments = [
        at for (at,) in fetch_rows(url, "select at from a2p_fleet_action where stack = 'bad' order by id")
    ]
    gaps = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(moments)]
    assert gaps[0] >= 0.5  # of 60 s and 120 s, a hundredth
    assert gaps[1] >= 1.1


def test_a_paused_customer_is_not_looked_at_until_it_is_resumed(
    folder: Path, postgres_backend: Backend
) -> None:
    declare_texts(folder, one="broken")
    url = postgres_backend.url

    with run_worker(url, "one", folder), open_steering(url) as steering:
        wait_until(lambda: has_actions(url), "a look")
        steering.pause("one")
        time.sleep(1.5)  # a look at work ends
        before = count_actions(url)
        time.sleep(2)
        assert count_actions(url) == before
        declare_texts(folder, one="register")
        steering.resume("one")
        wait_until(lambda: count_actions(url) > before, "another look")


def test_a_lost_connection_is_made_again(postgres_backend: Backend) -> None:
    database = Database(postgres_backend.url)
    database.create_tables()
    (pid,) = database.execute("select pg_backend_pid()")[0]
    with psycopg.connect(postgres_backend.url, autocommit=True) as other:
        other.execute("select pg_terminate_backend(%s)", [pid])

    assert database.execute("select 1") == [(1,)]
    database.close()
