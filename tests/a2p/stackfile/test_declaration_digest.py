"""By what a run says which declaration it had: by content, whatever became of the file."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from a2p.stackfile.declaration_digest import digest_declaration

if TYPE_CHECKING:
    from pathlib import Path

PROJECT = "name: a2p\nruntime: python\nstackConfigDir: stacks  # here\n"
DECLARED = "config:\n  a2p:x: 1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "project"
    (made / "stacks").mkdir(parents=True)
    (made / "Pulumi.yaml").write_text(PROJECT)
    (made / "stacks" / "Pulumi.acme.yaml").write_text(DECLARED)
    return made


@pytest.mark.parametrize(
    "text", [DECLARED, f"encryptionsalt: v1:abc\n{DECLARED}", DECLARED.replace("\n", "\r\n")]
)
def test_a_copy_a_touch_and_the_salt_are_no_edit(folder: Path, tmp_path: Path, text: str) -> None:
    before = digest_declaration(folder, "acme")
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    file = copy / "stacks" / "Pulumi.acme.yaml"
    file.write_bytes(text.encode())
    os.utime(file, (2_000_000_000, 2_000_000_000))

    assert digest_declaration(copy, "acme") == before


@pytest.mark.parametrize("name", ["Pulumi.yaml", "stacks/Pulumi.acme.yaml"])
def test_an_edit_is_one_however_old_it_looks(folder: Path, name: str) -> None:
    before = digest_declaration(folder, "acme")
    file = folder / name
    file.write_text(file.read_text() + "  a2p:y: 2\n")
    os.utime(file, (1_000_000_000, 1_000_000_000))

    assert digest_declaration(folder, "acme") != before


def test_the_folder_of_stack_files_is_the_projects(folder: Path) -> None:
    before = digest_declaration(folder, "acme")
    (folder / "Pulumi.yaml").write_text(PROJECT.replace("stackConfigDir: stacks  # here\n", ""))
    shutil.move(folder / "stacks" / "Pulumi.acme.yaml", folder)

    moved = digest_declaration(folder, "acme")
    (folder / "Pulumi.acme.yaml").write_text("config: {}\n")
    assert digest_declaration(folder, "acme") not in {moved, before}
