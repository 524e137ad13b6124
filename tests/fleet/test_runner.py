"""The seam to a run in a real project, without the engine: what is known of a stack by runs and by looks."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_latest_statuses
from a2p.run_log import StackOutputs
from fleet.runner import CommandRunner
from tests.support import written_states
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from pathlib import Path

VERIFIED = {"stage": "verified", "waits_for": "nothing", "who_must_act": "nobody", "next_command": ""}
SUSPENDED = StackOutputs("campaign_suspended")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineProject:
    shutil.copy(ROOT / "Pulumi.yaml", tmp_path)
    (tmp_path / "stacks").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PULUMI_BACKEND_URL", (tmp_path / "state").as_uri())
    record(tmp_path, minutes=60)
    return EngineProject.find()


def record(folder: Path, *, minutes: float) -> None:
    at = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()
    written_states.write(folder / "state", "acme", written_states.checkpoint("acme", VERIFIED, at=at))


def test_what_a_look_found_is_known_apart_from_what_the_last_run_recorded(
    project: EngineProject, tmp_path: Path
) -> None:
    runner = CommandRunner(project)
    assert runner.read_recorded("acme").latest_stage == "verified"

    runner.keep_observed("acme", SUSPENDED)

    known = runner.read_recorded("acme")
    assert (known.stage, known.latest_stage, known.latest) == ("verified", "campaign_suspended", SUSPENDED)
    assert read_latest_statuses(project)["acme"].stage == "campaign_suspended"  # what people are told by
    record(tmp_path, minutes=-1)  # a run, since
    assert runner.read_recorded("acme").latest_stage == "verified"


def test_what_has_not_moved_any_more_is_forgotten(project: EngineProject) -> None:
    runner = CommandRunner(project)
    runner.keep_observed("acme", SUSPENDED)

    runner.keep_observed("acme", None)

    assert runner.read_recorded("acme").observed is None
    assert read_latest_statuses(project)["acme"].stage == "verified"
