"""A stack file that becomes invalid while its customer waits: the look names it, and comes again."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from fleet.decisions.policy import Level
from fleet.jobs.queue import DbosQueue
from fleet.jobs.tables import create_tables
from fleet.looks.reconciler import Reconciler
from fleet.runner import CommandRunner
from fleet.sources.declarations import enqueue_declared
from fleet.storage.database import Database
from fleet.storage.stacks import ACTIVE, FleetStacks
from tests.support.invalid_files import INVALID, VALID, make_two_customers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from a2p.engine.project import EngineProject
    from tests.support.backends import Backend


@pytest.fixture
def project(tmp_path: Path) -> EngineProject:
    return make_two_customers(tmp_path)


@pytest.fixture
def database(postgres_backend: Backend) -> Iterator[Database]:
    with closing(Database(postgres_backend.url)) as opened:
        create_tables(opened)
        yield opened


@pytest.mark.parametrize("kind", INVALID)
def test_the_look_names_the_customer_and_comes_again(
    project: EngineProject, database: Database, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv("PULUMI_BACKEND_URL", project.env["PULUMI_BACKEND_URL"])
    runner, stacks = CommandRunner(project), FleetStacks(database)
    with closing(DbosQueue(database.url)) as queue:
        assert enqueue_declared(runner, stacks, queue) == ["acme", "bolt"]
        project.stack_file("acme").write_bytes(INVALID[kind])
        project.stack_file("cole").write_bytes(VALID)

        assert enqueue_declared(runner, stacks, queue) == ["acme", "cole"]
        (job,) = [each.job for each in queue.list_open("acme")]
        reconciler = Reconciler(database, queue, runner, Level.APPLY, worker="none")
        result = reconciler.look(job)
        reconciler.record(job, result)
        reconciler.schedule_next(job, result)

        assert result.action == "leave"
        assert "acme" in result.problem
        row = stacks.find("acme")
        assert row
        assert (row.status, row.attempts) == (ACTIVE, 1)
        assert sorted(each.status for each in queue.list_open("acme")) == ["DELAYED", "ENQUEUED"]
        assert {each.job.stack for each in queue.list_open()} == {"acme", "bolt", "cole"}
