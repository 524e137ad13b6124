"""`a2p fleet pause`, `resume`, `retry` and `cancel` on a real database and queue."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from a2p.cli import fleet_commands
from a2p.cli.exit_codes import Exit
from a2p.engine.errors import NoSuchStack
from fleet.decisions.policy import Level
from fleet.jobs.queue import DbosQueue, Job
from fleet.jobs.tables import create_tables
from fleet.looks.reconciler import LookResult, Reconciler
from fleet.notifications.notices import find_notices
from fleet.sources.declarations import enqueue_declared
from fleet.storage.database import Database
from fleet.storage.stacks import ACTIVE, CANCELLED, PAUSED, STOPPED, UNDECLARED, FleetStacks
from tests.support.fleet_worker import FolderRunner
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.backends import Backend

FAR = 86400.0


@dataclass
class Fleet:
    """Two customers that are declared in a folder, whose next looks are a day away."""

    url: str
    stacks: FleetStacks
    queue: DbosQueue
    runner: FolderRunner
    folder: Path

    def scan(self) -> list[str]:
        return enqueue_declared(self.runner, self.stacks, self.queue)

    def jobs(self, stack: str) -> list[str]:
        return [each.status for each in self.queue.list_open(stack)]

    def looked(self) -> list[str]:
        rows = self.stacks._database.execute("select distinct stack from a2p_fleet_action order by 1")
        return [stack for (stack,) in rows]

    def status(self, stack: str) -> str:
        row = self.stacks.find(stack)
        assert row
        return row.status


@pytest.fixture
def fleet(postgres_backend: Backend, tmp_path: Path) -> Iterator[Fleet]:
    (tmp_path / "declared").mkdir()
    for stack in ("acme", "bolt"):
        (tmp_path / "declared" / stack).write_text("r1")
    url = postgres_backend.url
    with closing(Database(url)) as database, closing(DbosQueue(url)) as queue:
        create_tables(database)
        made = Fleet(url, FleetStacks(database), queue, FolderRunner(tmp_path, "none"), tmp_path)
        for stack in ("acme", "bolt"):
            made.stacks.enrol({stack: "r1"})
            queue.enqueue(Job(stack, "r1", 1), FAR)
        yield made


@pytest.mark.parametrize(
    ("leave", "status"),
    [(fleet_commands.pause_customers, PAUSED), (fleet_commands.cancel_customers, CANCELLED)],
)
def test_who_is_taken_out_is_looked_at_no_more_and_the_others_are(
    fleet: Fleet, leave: object, status: str
) -> None:
    assert callable(leave)
    assert leave(fleet.url, ["acme"]) == Exit.DONE

    assert (fleet.status("acme"), fleet.jobs("acme")) == (status, [])
    assert (fleet.status("bolt"), fleet.jobs("bolt")) == (ACTIVE, ["DELAYED"])
    fleet.scan()
    assert fleet.jobs("acme") == []
    (fleet.runner._declared / "acme").write_text("r2")  # an edit takes nobody back
    assert fleet.scan() == ["acme"]
    assert (fleet.status("acme"), fleet.jobs("acme")) == (status, [])


def test_who_is_taken_back_is_looked_at_now_and_once(fleet: Fleet) -> None:
    fleet_commands.pause_customers(fleet.url, ["acme"])

    assert fleet_commands.resume_customers(fleet.url, ["acme"]) == Exit.DONE
    assert fleet_commands.resume_customers(fleet.url, ["acme", "bolt"]) == Exit.DONE

    assert fleet.status("acme") == ACTIVE
    assert (len(fleet.jobs("acme")), len(fleet.jobs("bolt"))) == (1, 1)
    command = [sys.executable, "-m", "tests.support.fleet_worker", fleet.url, "one", str(fleet.folder)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as worker:
        deadline = time.monotonic() + 90
        while fleet.looked() != ["acme", "bolt"]:  # which was to wait for a day
            assert time.monotonic() < deadline
            time.sleep(0.2)
        worker.terminate()
        assert worker.wait(timeout=90) == 0


def test_a_look_that_ends_after_its_customer_was_paused_is_the_last_one(fleet: Fleet) -> None:
    database = fleet.stacks._database
    reconciler = Reconciler(database, fleet.queue, fleet.runner, Level.CONTINUE, worker="none")
    job = Job("acme", "r1", 1)
    result = reconciler.look(job)
    fleet_commands.pause_customers(fleet.url, ["acme"])

    reconciler.record(job, result)
    reconciler.schedule_next(job, result)

    row = fleet.stacks.find("acme")
    assert row
    assert (row.status, row.next_look_at, fleet.jobs("acme")) == (PAUSED, None, [])
    fleet_commands.resume_customers(fleet.url, ["acme"])
    assert fleet.jobs("acme") == ["ENQUEUED"]


def test_who_is_looked_at_no_more_has_no_next_look(fleet: Fleet, capsys: pytest.CaptureFixture[str]) -> None:
    fleet_commands.pause_customers(fleet.url, ["acme"])
    capsys.readouterr()
    fleet_commands.show_status(fleet.url, as_json=False)

    lines = capsys.readouterr().out.splitlines()
    assert "acme: paused, stage unknown, next look none" in lines
    assert "bolt: active, stage unknown, next look now" in lines


def test_who_was_stopped_begins_to_count_anew(fleet: Fleet, capsys: pytest.CaptureFixture[str]) -> None:
    fleet.stacks.update("acme", status=STOPPED, attempts=8, reason="8 looks in a row have failed")
    assert fleet_commands.show_status(fleet.url, as_json=False) == Exit.PERSON
    assert "acme: stopped" in capsys.readouterr().out

    fleet_commands.resume_customers(fleet.url, ["acme"])

    row = fleet.stacks.find("acme")
    assert row
    assert (row.status, row.attempts) == (ACTIVE, 0)
    assert fleet_commands.show_status(fleet.url, as_json=False) == Exit.DONE


def test_who_is_not_known_is_named_and_nothing_is_done_to_the_others(fleet: Fleet) -> None:
    with pytest.raises(NoSuchStack, match="The fleet has: acme, bolt"):
        fleet_commands.pause_customers(fleet.url, ["acme", "nobody"])

    assert fleet.status("acme") == ACTIVE


def test_several_processes_that_begin_at_once_give_each_customer_one_series(fleet: Fleet) -> None:
    names = [f"c{number}" for number in range(10)]
    for name in names:
        (fleet.runner._declared / name).write_text("r1")

    def scan(_: int) -> list[str]:
        with closing(Database(fleet.url)) as database, closing(DbosQueue(fleet.url)) as queue:
            return enqueue_declared(fleet.runner, FleetStacks(database), queue)

    with ThreadPoolExecutor(4) as processes:
        found = list(processes.map(scan, range(4)))

    assert sorted(name for some in found for name in some) == names  # each is new to one of them
    assert {name: len(fleet.jobs(name)) for name in names} == dict.fromkeys(names, 1)


def test_a_new_revision_of_thousands_is_one_series_each_in_few_transactions(fleet: Fleet) -> None:
    """Also where it replaces looks that wait; the jobs of one transaction have one moment."""
    names = [f"c{number:04}" for number in range(1200)]
    moments = (
        "select count(*), count(distinct created_at) from dbos.workflow_status where status = 'ENQUEUED'"
    )
    for revision in ("r1", "r2"):
        for name in names:
            (fleet.runner._declared / name).write_text(revision)
        assert fleet.scan() == names
        assert fleet.scan() == []

        jobs = [each for each in fleet.queue.list_open() if each.job.stack in names]
        assert sorted((each.job.stack, each.job.revision) for each in jobs) == [(x, revision) for x in names]
        ((count, transactions),) = fleet.stacks._database.execute(moments)
        assert count == len(names)
        assert transactions <= 3
    rows = fleet.stacks._database.execute(
        "select count(*) from dbos.workflow_status where status = 'CANCELLED'"
    )
    assert rows == [(len(names),)]


def test_the_same_job_once_more_changes_nothing(fleet: Fleet) -> None:
    now, later = Job("cole", "r1", 1), Job("acme", "r1", 1)  # that of acme waits already
    fleet.queue.enqueue_all([now, later])
    fleet.queue.enqueue_all([now])

    assert (fleet.jobs("cole"), fleet.jobs("acme")) == (["ENQUEUED"], ["DELAYED"])


def test_of_two_series_of_a_customer_the_older_one_ends(fleet: Fleet) -> None:
    """As a process has begun it that was cut off from the database meanwhile."""
    younger = Job("acme", "r1", time.time_ns() // 1_000_000)
    fleet.queue.enqueue(younger, FAR)
    database = fleet.stacks._database
    reconciler = Reconciler(database, fleet.queue, fleet.runner, Level.CONTINUE, worker="none")
    result = LookResult("nothing", "looked", "waiting_for_brand", began_at=datetime.now(UTC).isoformat())

    reconciler.schedule_next(Job("acme", "r1", 0), result)
    assert sorted(each.job.number for each in fleet.queue.list_open("acme")) == [1, younger.number]

    reconciler.schedule_next(younger, result)
    numbers = sorted(each.job.number for each in fleet.queue.list_open("acme"))
    assert numbers == [1, younger.number, younger.number + 1]


def test_jobs_that_have_ended_are_forgotten_after_a_while(fleet: Fleet) -> None:
    fleet.queue.cancel("acme")
    now = datetime.now(UTC)

    assert fleet.queue.forget_ended(now - timedelta(days=7)) == 0
    assert fleet.queue.forget_ended(now + timedelta(minutes=1)) == 1
    assert fleet.jobs("bolt") == ["DELAYED"]


def test_a_customer_whose_stack_file_was_removed_is_left_as_it_is_and_named(
    fleet: Fleet, capsys: pytest.CaptureFixture[str]
) -> None:
    fleet.scan()
    (fleet.runner._declared / "acme").unlink()

    assert fleet.scan() == []
    assert (fleet.status("acme"), fleet.jobs("acme")) == (UNDECLARED, [])
    assert (fleet.status("bolt"), len(fleet.jobs("bolt"))) == (ACTIVE, 1)
    fleet_commands.show_status(fleet.url, as_json=False)
    assert "its stack file is gone, and all is left at Twilio as it is" in capsys.readouterr().out
    notices = list(find_notices(fleet.stacks.list_all(), {}, {}))
    assert [(each.stack, each.stage) for each in notices] == [("acme", UNDECLARED)]

    (fleet.runner._declared / "acme").write_text("r1")  # the same again
    assert fleet.scan() == ["acme"]
    assert (fleet.status("acme"), len(fleet.jobs("acme"))) == (ACTIVE, 1)
