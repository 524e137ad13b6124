"""
The pipeline of docs/gitops/gitlab, run: each job's scripts in bash, with GitLab's variables.

The state is in a bucket of an S3 server. Where the cache lies (`variables`) is left out: the engine is
installed on this machine already.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import yaml

from a2p.cli.exit_codes import Exit
from tests.gitops.workflow import EXAMPLES
from tests.support.repository import Repository, dependencies_are_current
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.backends import Backend

_DEADLINE = 300  # seconds


def test_a_customer_is_registered_previewed_and_compared(tmp_path: Path, s3_backend: Backend) -> None:
    assert dependencies_are_current(), "run `make setup` first"
    with SimulatorProcess.start(100) as simulator:
        repository = Repository.make(tmp_path, simulator, s3_backend)
        project = repository.head()
        repository.declare("acme")
        begun = repository.commit("Add acme")

        up = _job(repository, "up", begun, CI_COMMIT_BEFORE_SHA=project)
        assert up.returncode == Exit.WAITING, up
        assert "acme: campaign_in_review" in up.stdout

        repository.switch("--create", "edit")
        repository.declare("acme", _longer_description)
        edited = repository.commit("Edit acme")
        preview = _job(repository, "preview", edited, CI_MERGE_REQUEST_DIFF_BASE_SHA=begun)
        assert preview.returncode == 0, preview
        page = (tmp_path / f"preview-{edited}" / "report.html").read_text()
        assert "<h1>A2P 10DLC: 1 of 1 customer would change; fees $0.00</h1>" in page

        unchanged = _job(repository, "preview", begun, CI_MERGE_REQUEST_DIFF_BASE_SHA=begun)
        assert unchanged.stdout.endswith("no customer changes\n")

        drift = _job(repository, "drift", edited)
        assert drift.returncode == Exit.DRIFT, drift
        assert "acme: differs" in drift.stdout


def _job(repository: Repository, name: str, ref: str, **variables: str) -> subprocess.CompletedProcess[str]:
    declared = yaml.safe_load((EXAMPLES / "gitlab" / "a2p.gitlab-ci.yml").read_text())
    lines = ["set -eo pipefail", *declared["default"]["before_script"], *declared[name]["script"]]
    return subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=repository.checkout(f"{name}-{ref}", ref),
        env=repository.env() | variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_DEADLINE,
        check=False,
    )


def _longer_description(config: dict[str, Any]) -> None:
    config["a2p:campaign"]["description"] += " It is sent on weekdays."
