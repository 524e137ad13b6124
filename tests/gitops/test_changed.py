"""Who counts as changed since a commit: by a real repository, and the state of those who were begun."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from a2p.cli.changed import list_changed
from a2p.engine.project import EngineProject
from a2p.errors import A2PError
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState
from tests.support import written_states

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def project(tmp_path: Path) -> EngineProject:
    """Three customers in a folder of a repository, all committed and tagged `base`."""
    folder = tmp_path / "messaging"
    (folder / "stacks").mkdir(parents=True)
    (folder / "Pulumi.yaml").write_text("name: a2p\nstackConfigDir: stacks\n")
    (folder / "notes.md").write_text("notes\n")
    for name in ("acme", "bolt", "cove"):
        (folder / "stacks" / f"Pulumi.{name}.yaml").write_text(f"config: {{}} # {name}\n")
    state = StoredState(FileStore(tmp_path / "state"), "a2p")
    git(folder, "init", "--quiet", "--initial-branch=main", "..")
    commit(folder)
    git(folder, "tag", "base")
    return EngineProject(folder, "a2p", folder / "stacks", {}, state)


def test_an_edited_and_a_new_file_are_changed_and_the_others_are_not(project: EngineProject) -> None:
    project.stack_file("bolt").write_text("config: {a2p:wait: 5m}\n")
    project.stack_file("dune").write_text("config: {}\n")
    (project.folder / "notes.md").write_text("more notes\n")
    commit(project.folder)

    assert list_changed(project, "base") == ["bolt", "dune"]


def test_an_edit_that_is_not_committed_counts(project: EngineProject) -> None:
    project.stack_file("cove").write_text("config: {a2p:wait: 5m}\n")

    assert list_changed(project, "base") == ["cove"]


@pytest.mark.parametrize(
    "file", ["Pulumi.yaml", "__main__.py", "providers/brand.py", "a2p/clock.py", "uv.lock"]
)
def test_a_change_of_the_program_is_a_change_of_all(project: EngineProject, file: str) -> None:
    (project.folder / file).parent.mkdir(exist_ok=True)
    (project.folder / file).write_text("name: a2p\n# changed\n")
    commit(project.folder)

    assert list_changed(project, "base") == ["acme", "bolt", "cove"]


def test_what_others_have_merged_meanwhile_is_not_counted(project: EngineProject) -> None:
    git(project.folder, "switch", "--quiet", "--create", "edit")
    project.stack_file("acme").write_text("config: {a2p:wait: 5m}\n")
    commit(project.folder)
    git(project.folder, "switch", "--quiet", "main")
    project.stack_file("bolt").write_text("config: {a2p:wait: 5m}\n")
    commit(project.folder)
    git(project.folder, "switch", "--quiet", "edit")

    assert list_changed(project, "main") == ["acme"]


def test_a_customer_whose_file_is_gone_is_told_and_not_run(
    project: EngineProject, capsys: pytest.CaptureFixture[str]
) -> None:
    written_states.write(project.folder.parent / "state", "bolt", {})
    project.stack_file("bolt").unlink()
    commit(project.folder)

    assert list_changed(project, "base") == []
    assert capsys.readouterr().err == "a2p: bolt: its file is gone, its registration is not\n"


@pytest.mark.parametrize("name", ["gl1 -- --target x", "--yes"])
def test_a_pull_request_that_adds_a_file_with_such_a_name_is_red(project: EngineProject, name: str) -> None:
    project.stack_file(name).write_text("config: {}\n")
    commit(project.folder)

    with pytest.raises(A2PError, match=r"no stack may bear:\n  - stacks/Pulumi\..*\.yaml\n  do: rename them"):
        list_changed(project, "base")


def test_the_first_push_of_a_branch_is_a_change_of_all(project: EngineProject) -> None:
    assert list_changed(project, "0" * 40) == ["acme", "bolt", "cove"]


@pytest.mark.parametrize("since", ["f" * 40, "--output=stacks/leaked", "main..base"])
def test_what_git_cannot_compare_with_is_told_with_the_remedy(project: EngineProject, since: str) -> None:
    with pytest.raises(A2PError, match=r"git cannot compare with[\s\S]+fetch-depth: 0"):
        list_changed(project, since)
    assert not (project.stack_folder / "leaked").exists()


def commit(folder: Path) -> None:
    git(folder, "add", "--all", "..")
    who = ("-c", "user.name=Isv", "-c", "user.email=isv@example.com")
    git(folder, *who, "commit", "--quiet", "-m", "An edit")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
