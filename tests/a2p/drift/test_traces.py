"""What a comparison leaves behind: the answers that are about its own customer, and no other."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from a2p.drift.scan import Compared, Scan
from a2p.drift.traces import Trace, load_traces
from a2p.engine.environment import ROOT
from a2p.engine.project import EngineProject
from a2p.engine.twilio_session import session_for
from a2p.run_log import StackOutputs
from a2p.state.state import StoredState
from tests.support import written_states

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OWN, OTHER = (f"MG{digit * 32}" for digit in "12")
CAMPAIGN = "/v1/Services/{}/Compliance/Usa2p/QE2c6890da8086d771620e9b13fadeba0b#v1.2"
VERIFIED: dict[str, Any] = {
    "stage": "verified",
    "waits_for": "",
    "who_must_act": "nobody",
    "next_command": "",
    "resources": {"brand": {"sid": f"BN{'3' * 32}"}, "messaging_service": {"sid": OWN}},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineProject:
    (tmp_path / "project").mkdir()
    shutil.copy(ROOT / "Pulumi.yaml", tmp_path / "project")
    monkeypatch.setenv("A2P_ROOT", str(ROOT))
    monkeypatch.setenv("PULUMI_BACKEND_URL", (tmp_path / "state").as_uri())
    content = written_states.checkpoint("acme", VERIFIED, at=written_states.AT)
    written_states.write(tmp_path / "state", "acme", content)
    return EngineProject.find(tmp_path / "project")


def keep(
    project: EngineProject,
    reads: dict[str, str],
    file: Path,
    outputs: dict[str, Any] = VERIFIED,
    during: Callable[[], object] = lambda: None,
) -> Trace | None:
    """What is kept of a comparison that has read these answers. during: what happens while it is made."""
    file.write_text("".join(f"{json.dumps(each)}\n" for each in reads.items()))
    assert isinstance(project.state, StoredState)
    scan = Scan(project, project.state, session_for, is_refreshed=True)
    basis = scan.digest_basis("acme")
    during()
    scan.keep({"acme": Compared(basis, file, StackOutputs.from_json(outputs))})
    return load_traces(project.state, ["acme"]).get("acme")


def test_a_review_of_another_customer_has_nobody_else_compared(
    project: EngineProject, tmp_path: Path
) -> None:
    own = {CAMPAIGN.format(OWN): "d1", f"/v1/Services/{OWN}": "d2", f"/v1/Services/{OTHER}": "d3"}
    foreign = {CAMPAIGN.format(OTHER): "d4", f"/v1/Services/{OTHER}/Compliance/Usa2p?PageSize=20": "d5"}

    kept = keep(project, {**own, **foreign, "/v1/Services?PageSize=1000": "d6"}, tmp_path / "reads")

    assert kept
    assert kept.reads == own


def test_what_a_run_has_yet_to_record_is_looked_at_again(project: EngineProject, tmp_path: Path) -> None:
    moved = {**VERIFIED, "resources": {**VERIFIED["resources"], "campaign": {"sid": f"QE{'4' * 32}"}}}

    assert keep(project, {f"/v1/Services/{OWN}": "d1"}, tmp_path / "reads", moved) is None


def test_what_is_edited_while_it_is_compared_is_looked_at_again(
    project: EngineProject, tmp_path: Path
) -> None:
    declared = project.stack_file("acme")
    declared.parent.mkdir(exist_ok=True)

    kept = keep(
        project, {}, tmp_path / "reads", during=lambda: declared.write_text("config: {a2p:adopt: []}\n")
    )

    assert kept
    assert isinstance(project.state, StoredState)
    after = Scan(project, project.state, session_for, is_refreshed=True)
    assert kept.basis != after.digest_basis("acme")
    assert after.list_unchanged(["acme"]) == set()
