"""What schemas say of the pipelines in docs/gitops, and what no linter sees."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from a2p.cli.exit_codes import Exit
from tests.gitops.workflow import EXAMPLES
from tests.support.simulator import ROOT

# One test, so that the linter is not built twice at a time; on a new machine that takes a minute or two.


def test_the_workflows_and_the_gitlab_pipeline_follow_their_schemas() -> None:
    check: list[str | Path] = [Path(sys.executable).parent / "check-jsonschema", "--builtin-schema"]
    workflows = sorted((EXAMPLES / "github").glob("*.yml"))
    gitlab = EXAMPLES / "gitlab" / "a2p.gitlab-ci.yml"
    for schema, files in {"vendor.github-workflows": workflows, "vendor.gitlab-ci": [gitlab]}.items():
        extra = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
        done = subprocess.run([*check, schema, *extra, *files], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_what_pipelines_take_for_no_failure_are_the_exit_codes_that_are_none() -> None:
    gitlab = yaml.safe_load((EXAMPLES / "gitlab" / "a2p.gitlab-ci.yml").read_text())

    assert gitlab["up"]["allow_failure"]["exit_codes"] == [Exit.WAITING, Exit.PERSON]
    up = (EXAMPLES / "github" / "a2p-up.yml").read_text()
    assert f"{Exit.DONE} | {Exit.WAITING}) ;;" in up
    assert f"{Exit.PERSON}) echo" in up
    assert f'[ "$status" -eq {Exit.DRIFT} ]' in (EXAMPLES / "github" / "a2p-drift.yml").read_text()


WORKFLOWS = sorted((EXAMPLES / "github").glob("*.yml"))


def _list_steps(workflow: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(workflow.read_text())["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_secrets_are_those_of_the_steps_that_use_them(workflow: Path) -> None:
    content = yaml.safe_load(workflow.read_text())
    jobs = list(content["jobs"].values())

    assert "secrets." not in str(content.get("env", {}))
    assert not [job for job in jobs if "secrets." in str(job.get("env", {}))]
    for step in _list_steps(workflow):
        if "secrets." in str(step.get("env", {})):
            assert "a2p " in step["run"], "a step with secrets runs this tool"
            assert "make setup" not in step["run"]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_named_by_commit_and_leave_no_token_behind(workflow: Path) -> None:
    actions = [step for step in _list_steps(workflow) if "uses" in step]

    assert len(actions) >= 3
    for step in actions:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
        if step["uses"].startswith("actions/checkout"):
            assert step["with"]["persist-credentials"] is False


def test_the_address_of_the_state_is_masked() -> None:
    addresses = [
        line.strip()
        for workflow in WORKFLOWS
        for line in workflow.read_text().splitlines()
        if "PULUMI_BACKEND_URL" in line
    ]

    assert len(addresses) == 5
    assert set(addresses) == {"PULUMI_BACKEND_URL: ${{ secrets.PULUMI_BACKEND_URL }}"}


def test_the_image_is_built_without_the_customers_files(tmp_path: Path) -> None:
    command = (EXAMPLES / "kubernetes" / "Dockerfile").read_text().split("#   ", 1)[1].split(" | docker")[0]
    archive = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        names = files.getnames()

    assert "a2p/__init__.py" in names
    assert not [name for name in names if name.startswith("stacks")]
