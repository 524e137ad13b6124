"""What actionlint says of the workflows in docs/gitops."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.gitops.workflow import EXAMPLES
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from pathlib import Path


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


def _actionlint(*files: Path) -> tuple[int, str]:
    done = subprocess.run(
        [ROOT / "script" / "actionlint", *files], stdout=subprocess.PIPE, text=True, check=False
    )
    return done.returncode, done.stdout
