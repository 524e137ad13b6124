"""A project to run commands in."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.declarations import STACKS
from tests.support.stack_files import text_of, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one good stack file, and the working folder in it."""
    shutil.copy(STACKS.parent / "Pulumi.yaml", tmp_path)
    (tmp_path / "stacks").mkdir()
    monkeypatch.chdir(tmp_path)
    write("good", text_of())
    return tmp_path
