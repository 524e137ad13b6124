"""Stacks that an older version has begun: the new code changes nothing in them, and can destroy them."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from a2p.plan.consents import Consent
from a2p.run_log import RunLog
from tests.support.simulator import ROOT, SimulatorProcess
from tests.support.stack import DATABASE, Stack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATES = sorted((ROOT / "tests" / "all" / "states_of_5c3cbd1").glob("*.json.gz"))
HALF_DONE = "half_done_replacement"


def lay_out(file: Path, folder: Path) -> dict[str, Any]:
    """A project, its state in files and the simulator's database, as they were; the rest of the file."""
    written: dict[str, Any] = json.loads(gzip.decompress(file.read_bytes()))
    project, state = folder / "project", folder / "state" / ".pulumi"
    (project / "stacks").mkdir(parents=True)
    (state / "stacks" / "a2p").mkdir(parents=True)
    for name in ("Pulumi.yaml", "__main__.py"):
        shutil.copy(ROOT / name, project / name)
    (project / ".venv").symlink_to(ROOT / ".venv")
    (project / "stacks" / "Pulumi.customer.yaml").write_text(written["stack"])
    (state / "meta.yaml").write_text("version: 1\n")
    (state / "stacks" / "a2p" / "customer.json").write_text(json.dumps(written["checkpoint"]))
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.executescript("\n".join(written["world"]))
    return written


@pytest.fixture(params=STATES, ids=lambda file: file.name.removesuffix(".json.gz"))
def file(request: pytest.FixtureRequest) -> Path:
    state: Path = request.param
    return state


@pytest.fixture
def verdicts(file: Path, tmp_path: Path) -> dict[str, str]:
    """What the older version decided for each resource, once its files are laid out."""
    decided: dict[str, str] = lay_out(file, tmp_path)["verdicts"]
    return decided


@pytest.fixture
def stack(verdicts: dict[str, str], tmp_path: Path) -> Iterator[Stack]:
    assert verdicts
    with SimulatorProcess.start(100, tmp_path / DATABASE) as simulator:
        yield Stack("customer", tmp_path / "project", simulator)


def test_there_is_a_state_of_each_kind() -> None:
    names = [file.name.removesuffix(".json.gz") for file in STATES]

    assert names == [
        "external_verified",
        HALF_DONE,
        "sole_proprietor_verified",
        "standard_verified",
        "waiting_for_otp",
    ]


def test_a_preview_decides_what_the_older_version_decided_and_a_destroy_ends_it(
    file: Path, stack: Stack, verdicts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = () if file.name.startswith(HALF_DONE) else ("--expect-no-changes",)
    previewed = stack.preview(*options)

    assert previewed.status == 0, previewed.output
    log = RunLog.from_lines(stack.verdicts.read_bytes().splitlines(keepends=True))
    assert {verdict.resource: verdict.verdict.value for verdict in log.verdicts} == verdicts

    if file.name.startswith(HALF_DONE):
        ended = stack.up()
        assert ended.status == 0, ended.output
    monkeypatch.setenv(Consent.TRAFFIC_LOSS.value, "true")
    destroyed = stack.destroy()
    assert destroyed.status == 0, destroyed.output
    assert "RegistrationStatus" not in stack.export()
