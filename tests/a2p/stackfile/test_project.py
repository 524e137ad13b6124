"""The project around a stack file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.errors import DeclarationError
from a2p.stackfile.project import find_project
from tests.support.declarations import STACKS

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_found_from_any_folder_below_it() -> None:
    project = find_project(STACKS)

    assert (project.name, project.folder) == ("a2p", STACKS)
    assert STACKS / "Pulumi.example.yaml" in project.list_stack_files()
    assert project.stack_file("acme") == STACKS / "Pulumi.acme.yaml"


def test_its_defaults_may_have_each_of_pulumi_s_forms(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(
        "name: mine\nconfig:\n  wait: 5m\n  mine:baseUrl: {value: x}\n"
        "  allowTrafficLoss: {type: boolean, default: true}\n"
        "  messaging_service: {value: {usecase: poll}}\n  other:thing: {value: 3}\n  typed: {type: string}\n"
    )

    assert find_project(tmp_path).defaults == {
        "wait": "5m",
        "baseUrl": "x",
        "allowTrafficLoss": "true",
        "messaging_service": {"usecase": "poll"},
    }
    assert find_project(tmp_path).folder == tmp_path


def test_none_and_an_unreadable_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"no Pulumi\.yaml in .* or above it"):
        find_project(tmp_path)
    (tmp_path / "Pulumi.yaml").write_text("name: [")
    with pytest.raises(DeclarationError, match="is not YAML"):
        find_project(tmp_path)
