"""The check of names: what it finds in a file, and that every file keeps to it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CHECK = ROOT / "script" / "plates" / "check.py"


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """Run a copy of the check on the tree around it."""
    folder = root / "script" / "plates"
    folder.mkdir(parents=True)
    for file in ("check.py", "names.py"):
        (folder / file).write_text((CHECK.parent / file).read_text())
    return subprocess.run([sys.executable, folder / "check.py"], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("def told(): ...", "told: a participle"),
        ("class A:\n    def _shown(self): ...", "_shown: a participle"),
        ("def complete() -> bool: ...", "complete: answers yes or no"),
        ("def fill():\n    said = 1\n    return said", "said: says nothing"),
        ("class Same: ...", "Same: in a2p/one.py, a2p/other.py"),
    ],
)
def test_a_name_that_says_too_little_is_found(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "a2p").mkdir()
    (tmp_path / "a2p" / "one.py").write_text(text)
    (tmp_path / "a2p" / "other.py").write_text("class Same: ...")

    found = check(tmp_path)

    assert found.returncode == 1
    assert problem in found.stdout


def test_a_tree_of_verbs_is_left_in_peace(tmp_path: Path) -> None:
    (tmp_path / "a2p").mkdir()
    (tmp_path / "a2p" / "one.py").write_text(
        "def is_complete() -> bool: ...\ndef seed(): ...\ndef fetch(): ..."
    )
    (tmp_path / "a2p" / "other.py").write_text("def fetch(): ...")

    assert check(tmp_path).stdout == "Every name keeps to N2, N3 and N4.\n"
