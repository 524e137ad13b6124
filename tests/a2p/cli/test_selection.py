"""Customers that are chosen by what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.cli.runs.selection import Selection
from a2p.engine.errors import NoSuchStack
from a2p.engine.project import EngineProject
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState
from tests.support import written_states

if TYPE_CHECKING:
    from pathlib import Path

AT = "2026-11-22T11:13:55.554009754Z"


@pytest.fixture
def project(tmp_path: Path) -> EngineProject:
    """Of acme a Campaign is in review, of bolt the last run failed, and corp was never begun."""
    (tmp_path / "stacks").mkdir()
    state = StoredState(FileStore(tmp_path / "state"), "a2p")
    for name in ("acme", "bolt"):
        content = written_states.checkpoint(name, written_states.WAITING, at=AT)
        written_states.write(tmp_path / "state", name, content)
    written_states.write_result(tmp_path / "state", "bolt", 1, "failed")
    for name in ("acme", "bolt", "corp"):
        (tmp_path / "stacks" / f"Pulumi.{name}.yaml").write_text("config: {}\n")
    return EngineProject(tmp_path, "a2p", tmp_path / "stacks", {}, state)


@pytest.mark.parametrize(
    ("stage", "chosen"),
    [("campaign_in_review", ["acme"]), ("unfinished", ["bolt"]), ("not_begun", ["corp"])],
)
def test_a_stage_is_the_one_that_status_shows(project: EngineProject, stage: str, chosen: list[str]) -> None:
    assert Selection(stage=stage).choose(project, []) == chosen


def test_a_stage_that_nobody_is_in_is_an_error_with_those_that_there_are(project: EngineProject) -> None:
    with pytest.raises(NoSuchStack) as raised:
        Selection(stage="rejcted").choose(project, [])

    assert "rejcted; there are: campaign_in_review, not_begun, unfinished." in str(raised.value)
