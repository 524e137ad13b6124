"""A stack file that becomes invalid while its customer waits: others go on, and its looks too."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from fleet.decisions.policy import Level
from fleet.jobs.queue import DbosQueue
from fleet.jobs.tables import create_tables
from fleet.looks.reconciler import LookResult, Reconciler
from fleet.runner import CommandRunner
from fleet.sources.declarations import enqueue_declared
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks
from tests.support.invalid_files import INVALID, NO_CONFIG, VALID, make_two_customers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from a2p.engine.project import EngineProject
    from tests.support.backends import Backend

NOW = datetime.now(UTC).isoformat()
KINDS = {**INVALID, **NO_CONFIG}


@pytest.fixture
def project(tmp_path: Path) -> EngineProject:
    return make_two_customers(tmp_path)


@pytest.fixture
def database(postgres_backend: Backend) -> Iterator[Database]:
    with closing(Database(postgres_backend.url)) as opened:
        create_tables(opened)
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_others_are_enqueued_and_its_own_looks_go_on(
    project: EngineProject, database: Database, kind: str
) -> None:
    runner, stacks = CommandRunner(project), FleetStacks(database)
    with closing(DbosQueue(database.url)) as queue:
        assert enqueue_declared(runner, stacks, queue) == ["acme", "bolt"]
        project.stack_file("acme").write_bytes(KINDS[kind])
        project.stack_file("cole").write_bytes(VALID)

        assert enqueue_declared(runner, stacks, queue) == ["acme", "cole"]
        assert {each.job.stack for each in queue.list_open()} == {"acme", "bolt", "cole"}

        (job,) = [each.job for each in queue.list_open("acme")]  # its look ended just before
        reconciler = Reconciler(database, queue, runner, Level.WATCH, worker="none")
        reconciler.schedule_next(job, LookResult("nothing", "looked", "waiting_for_brand", began_at=NOW))
        assert sorted(each.status for each in queue.list_open("acme")) == ["DELAYED", "ENQUEUED"]
