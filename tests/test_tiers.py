"""How the tests are laid out: which belong to which tier, and that no test file imports another."""

from __future__ import annotations

import ast
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support import tiers
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TESTS = ROOT / "tests"
FILES = sorted(TESTS.rglob("*.py"))


@pytest.mark.parametrize(
    ("file", "fast"),
    [
        ("a2p/plan/test_decide.py", True),
        ("scenarios/test_scenarios.py", True),
        ("e2e/test_story.py", False),
        ("all/test_scenarios.py", False),
        ("nightly/test_stories.py", False),
    ],
)
def test_a_folder_says_to_which_tier_a_test_belongs(file: str, *, fast: bool) -> None:
    assert tiers.is_fast(TESTS / file) is fast


def test_a_fast_test_that_starts_the_engine_fails_even_if_it_does_not_look_at_what_came_of_it() -> None:
    assert shutil.which("pulumi")
    subprocess.run(["pulumi", "version"], check=False, capture_output=True)

    with pytest.raises(AssertionError, match=r"has started the engine \(pulumi version\), which a fast test"):
        tiers.require_fast(0)


def test_a_fast_test_may_start_one_simulator_and_no_second() -> None:
    tiers.require_fast(1)
    with pytest.raises(AssertionError, match="has started 2 simulators"):
        tiers.require_fast(2)


def test_no_test_file_imports_another_and_helpers_of_several_folders_are_in_support() -> None:
    wrong = [f"{file.relative_to(ROOT)}: {module}" for file in FILES for module in _misplaced(file)]

    assert wrong == []


def _misplaced(file: Path) -> Iterator[str]:
    """What a file imports that is a test itself, or neither support nor of the folder of its name."""
    folder = list(file.relative_to(TESTS).parent.parts)
    theme = folder[1:] if folder[:1] and folder[0] in tiers.SLOW else folder
    for module in _imported(file):
        _tests, *path = module.split(".")
        ours = path[: len(theme)] == theme or path[: len(folder)] == folder or len(path) == 1
        if path[-1].startswith("test_") or not (ours or path[0] == "support"):
            yield module


def _imported(file: Path) -> Iterator[str]:
    """The modules of the tests that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = (ROOT / node.module.replace(".", "/")).is_dir()
            modules = [f"{node.module}.{name.name}" for name in node.names] if whole else [node.module]
        else:
            continue
        yield from (module for module in modules if module.startswith("tests."))
