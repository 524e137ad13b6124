"""Since when a customer stands where it stands, and whether the last run was interrupted."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_recorded_status
from tests.support import written_states
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from pathlib import Path

OTP = {"stage": "waiting_for_otp"}
REVIEW = {"stage": "campaign_in_review"}
BRAND = "urn:pulumi:acme::a2p::pulumi-python:dynamic/a2p:Brand::brand"


def at(day: int) -> str:
    return f"2026-11-{day:02}T08:00:00Z"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineProject:
    (tmp_path / "project").mkdir()
    shutil.copy(ROOT / "Pulumi.yaml", tmp_path / "project")
    monkeypatch.setenv("A2P_ROOT", str(ROOT))
    monkeypatch.setenv("PULUMI_BACKEND_URL", (tmp_path / "state").as_uri())
    return EngineProject.find(tmp_path / "project")


def run(project: EngineProject, day: int, outputs: dict[str, str]) -> None:
    """A run of that day, as the engine keeps it."""
    content = written_states.checkpoint("acme", outputs, at=at(day))
    written_states.write(project.folder.parent / "state", "acme", content)
    written_states.write_earlier(project.folder.parent / "state", "acme", day, content)


def test_a_stage_lasts_since_the_first_run_that_found_it(project: EngineProject) -> None:
    for day, outputs in ((1, OTP), (2, REVIEW), (3, REVIEW), (4, REVIEW)):
        run(project, day, outputs)

    found = read_recorded_status(project, "acme")

    assert found is not None
    assert (found.stage, found.since and found.since.day) == ("campaign_in_review", 2)


def test_a_failed_run_in_between_is_no_other_stage(project: EngineProject) -> None:
    for day, outputs in ((1, OTP), (2, REVIEW), (3, {}), (4, REVIEW)):
        run(project, day, outputs)

    found = read_recorded_status(project, "acme")

    assert found is not None
    assert found.since is not None
    assert found.since.day == 2


def test_without_history_it_lasts_since_the_run_that_is_known(project: EngineProject) -> None:
    written_states.write(
        project.folder.parent / "state", "acme", written_states.checkpoint("acme", OTP, at=at(7))
    )

    found = read_recorded_status(project, "acme")

    assert found is not None
    assert found.since is not None
    assert found.since.day == 7


def test_a_half_done_creation_means_that_the_run_was_interrupted(project: EngineProject) -> None:
    content = written_states.checkpoint("acme", OTP, at=at(7), pending=(BRAND,))
    written_states.write(project.folder.parent / "state", "acme", content)

    found = read_recorded_status(project, "acme")

    assert found is not None
    assert found.interrupted


def test_nothing_is_known_of_a_stack_that_is_not_there(project: EngineProject) -> None:
    assert read_recorded_status(project, "acme") is None
