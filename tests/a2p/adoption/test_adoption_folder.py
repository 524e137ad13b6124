"""Stack files as other readers of YAML see them, and never written twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from a2p.adoption.adoption_folder import AdoptionFolder
from a2p.stackfile.reader import read_stack_file

if TYPE_CHECKING:
    from pathlib import Path

# What a reader of YAML 1.1 or 1.2 may take for a number, a date, a truth or nothing.
TREACHEROUS = ["94105", "1e3", "0o17", "0x1F", "+14155550123", "12-3456789", "2026-11-20", "1_000", ".5"]
TREACHEROUS += [
    "no",
    "Yes",
    "on",
    "null",
    "~",
    "",
    "# 5",
    "a: b",
    "- x",
    "{x}",
    "line\nline",
    "%a",
    "@a",
    "'",
]


def folder(tmp_path: Path) -> AdoptionFolder:
    (tmp_path / "stacks").mkdir(exist_ok=True)
    return AdoptionFolder(tmp_path / "stacks", tmp_path / "documents", "a2p")


@pytest.mark.parametrize("text", TREACHEROUS)
def test_a_text_stays_a_text(tmp_path: Path, text: str) -> None:
    files = folder(tmp_path)

    files.write("acme", {"profile": {"email": text}}, {})

    assert read_stack_file(files.stack_file("acme"), "a2p").config == {"profile": {"email": text}}
    scalar = _scalar(files.stack_file("acme").read_text())
    assert scalar.style or not text[:1].isdigit()


def test_a_file_that_appears_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    files = folder(tmp_path)
    files.write("acme", {"profile": {}}, {})
    before = files.stack_file("acme").read_text()

    with pytest.raises(FileExistsError):
        files.write("acme", {"profile": {"email": "x"}}, {})

    assert files.stack_file("acme").read_text() == before
    assert not list((tmp_path / "stacks").glob(".*"))


def test_what_is_adopted_is_read_from_the_stack_files_themselves(tmp_path: Path) -> None:
    files = folder(tmp_path)
    profile, service, primary = "BU" + "1" * 32, "MG" + "2" * 32, "BU" + "3" * 32
    adopted = {"profile": profile, "messaging_service": service}

    files.write("acme", {"primary_profile_sid": primary, "profile": {}, "adopted": adopted}, {})

    assert files.read_adopted() == {profile: "acme", service: "acme"}


def _scalar(text: str) -> Any:
    root: Any = yaml.compose(text)
    config = root.value[0][1]
    return config.value[0][1].value[0][1]
