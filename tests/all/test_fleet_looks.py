"""A look of the fleet on the real engine: what has ended at Twilio is known, and nothing is written."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from a2p.engine.project import EngineProject
from fleet.decisions.policy import Action, Level
from fleet.jobs.queue import DbosQueue, Job
from fleet.jobs.tables import create_tables
from fleet.looks.reconciler import LookResult, Reconciler
from fleet.runner import CommandRunner
from fleet.storage.database import Database
from fleet.storage.stacks import FleetStacks
from tests.support.approved import register_approved
from tests.support.command import a2p

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.backends import Backend
    from tests.support.simulator import SimulatorProcess


def test_a_suspended_campaign_is_known_at_watch_and_recorded_at_continue(
    tmp_path: Path,
    simulator: SimulatorProcess,
    postgres_backend: Backend,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stack, service = register_approved(tmp_path, simulator)
    assert stack.up().status == 0
    simulator.control("POST", f"/campaigns/{service}/decide", {"status": "SUSPENDED"})
    for name, value in stack.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("A2P_VERDICTS", raising=False)  # of the tests' own runs
    runner = CommandRunner(EngineProject.find(stack.project))
    revision = runner.read_revision(stack.name)
    simulator.control("DELETE", "/requests")

    with closing(Database(postgres_backend.url)) as database, closing(DbosQueue(database.url)) as queue:
        create_tables(database)
        FleetStacks(database).enrol({stack.name: revision})

        def look(level: Level, number: int) -> LookResult:
            reconciler = Reconciler(database, queue, runner, level, worker="one")
            return reconciler.look(Job(stack.name, revision, number))

        watched = look(Level.WATCH, 1)
        assert (watched.action, watched.stage) == (Action.LEAVE, "campaign_suspended"), watched
        shown = a2p(stack, "status", stack.name, "--json").data[0]
        assert (shown["stage"], "observed_at" in shown) == ("campaign_suspended", True)
        assert stack.recorded_outputs()["stage"] != "campaign_suspended"

        continued = look(Level.CONTINUE, 2)
        assert (continued.action, continued.problem) == (Action.RUN, ""), continued
        assert "records lifecycle Campaign (it is SUSPENDED" in continued.reason
        again = look(Level.CONTINUE, 3)
        assert (again.action, again.stage) == (Action.LEAVE, "campaign_suspended"), again

    assert stack.recorded_outputs()["stage"] == "campaign_suspended"
    shown = a2p(stack, "status", stack.name, "--json").data[0]
    assert (shown["stage"], "observed_at" in shown) == ("campaign_suspended", False)
    assert "deleted_after" in shown["resources"]["campaign"]
    assert [call for call in simulator.control("GET", "/requests") if call["method"] != "GET"] == []
