"""What linters say of the pipelines in docs/gitops, and what no linter sees."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from a2p.cli.exit_codes import Exit
from tests.gitops.workflow import EXAMPLES
from tests.support.simulator import ROOT


# One test, so that the linter is not built twice at a time; on a new machine that takes a minute or two.
@pytest.mark.timeout(900)
def test_actionlint_finds_nothing_in_the_workflows_and_something_in_a_wrong_one(tmp_path: Path) -> None:
    files = sorted((EXAMPLES / "github").glob("*.yml"))
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(
        (EXAMPLES / "github" / "a2p-up.yml")
        .read_text()
        .replace("steps.changed.outputs", "steps.chnged.outputs")
    )

    assert len(files) == 3
    assert _actionlint(*files) == (0, "")
    status, said = _actionlint(wrong)
    assert status == 1
    assert "chnged" in said


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


def _actionlint(*files: Path) -> tuple[int, str]:
    done = subprocess.run(
        [ROOT / "script" / "actionlint", *files], stdout=subprocess.PIPE, text=True, check=False
    )
    return done.returncode, done.stdout
