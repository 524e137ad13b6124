"""Commands in forks: they say what they say by themselves, know nothing of each other, and end with us."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import psutil
import pytest

from a2p.engine.forked_commands import CommandEnd, ForkedCommands
from a2p.engine.project import EngineProject
from a2p.engine.warm_process import SWITCH
from tests.support import written_states
from tests.support.simulator import ROOT
from tests.support.waiting import is_alive, wait_until
from tests.support.written_states import AT, WAITING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STATUS = ("status", "--json")
WATCH = ("status", "--watch")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineProject:
    monkeypatch.setenv("PULUMI_BACKEND_URL", (tmp_path / "state").as_uri())
    written_states.write(tmp_path / "state", "acme", written_states.checkpoint("acme", WAITING, at=AT))
    return make_project(tmp_path / "project")


def make_project(folder: Path) -> EngineProject:
    (folder / "stacks").mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", folder)
    (folder / ".venv").symlink_to(sys.prefix)
    return EngineProject.find(folder)


@pytest.fixture
def commands() -> Iterator[ForkedCommands]:
    forked = ForkedCommands()
    yield forked
    forked.end()


SERVER = "a2p.cli.command_server"


def list_servers() -> list[psutil.Process]:
    """The processes that fork commands; there is to be one."""
    return [each for each in psutil.Process().children() if has_argument(each, SERVER)]


def list_commands() -> list[psutil.Process]:
    """Its forks at work; one that has ended is for a moment still there."""
    return [each for server in list_servers() for each in server.children() if has_argument(each, SERVER)]


def list_warm_processes() -> list[psutil.Process]:
    """What forks runs for its commands."""
    return [each for server in list_servers() for each in server.children() if has_argument(each, "runner")]


def has_argument(process: psutil.Process, argument: str) -> bool:
    try:
        return argument in process.cmdline()
    except psutil.Error:  # it has ended
        return False


def test_a_command_says_in_a_fork_what_it_says_by_itself(
    project: EngineProject, commands: ForkedCommands
) -> None:
    alone = replace(project, env={**project.env, SWITCH: "off"})
    for words in (STATUS, ("status", "nobody"), ("explain", "30893"), ("no-such-verb",)):
        forked = commands.run(project, words, os.environ)
        by_itself = commands.run(alone, words, os.environ)
        assert forked == by_itself

    assert len(list_servers()) == 1


def test_a_command_knows_the_environment_it_was_given_and_no_other(
    project: EngineProject, commands: ForkedCommands, tmp_path: Path
) -> None:
    elsewhere = os.environ | {"PULUMI_BACKEND_URL": (tmp_path / "empty").as_uri()}

    here, there, again = (
        commands.run(project, STATUS, env).output for env in (os.environ, elsewhere, os.environ)
    )

    assert "campaign_in_review" in here
    assert "campaign_in_review" not in there
    assert again == here


def test_of_two_folders_only_the_last_keeps_a_process_that_forks_runs(
    project: EngineProject, commands: ForkedCommands, tmp_path: Path
) -> None:
    """As of the work trees of two commits, of which the first is not run any more."""
    newer = make_project(tmp_path / "newer")
    for each in (project, newer):
        assert commands.run(each, STATUS, os.environ).status == 2

    wait_until(
        lambda: [each.cwd() for each in list_warm_processes()] == [str(newer.folder)], "one, of the newer"
    )


def test_a_command_that_is_killed_is_told_as_such_and_the_next_one_works(
    project: EngineProject, commands: ForkedCommands
) -> None:
    ends = watch(project, commands)

    list_commands()[0].kill()

    assert ends.wait_for().status == -9
    assert commands.run(project, STATUS, os.environ).status == 2


def test_after_the_process_that_forks_them_has_died_the_next_command_has_another(
    project: EngineProject, commands: ForkedCommands
) -> None:
    assert commands.run(project, STATUS, os.environ).status == 2
    (server,) = list_servers()
    server.kill()
    server.wait()

    assert commands.run(project, STATUS, os.environ).status == 2

    assert server not in list_servers()


def test_the_end_ends_what_is_at_work(project: EngineProject, commands: ForkedCommands) -> None:
    ends = watch(project, commands)
    processes = [*list_servers(), *list_commands(), *list_warm_processes()]
    assert len(processes) == 3

    commands.end()

    assert ends.wait_for().status == -9
    wait_until(lambda: not any(map(is_alive, processes)), f"all ended: {processes}")


class Watching:
    """A command that goes on until somebody ends it."""

    def __init__(self, project: EngineProject, commands: ForkedCommands) -> None:
        self._ended: list[CommandEnd] = []
        self._thread = threading.Thread(
            target=lambda: self._ended.append(commands.run(project, WATCH, os.environ))
        )
        self._thread.start()

    def wait_for(self) -> CommandEnd:
        """How it ended."""
        self._thread.join(timeout=30)
        (ended,) = self._ended
        return ended


def watch(project: EngineProject, commands: ForkedCommands) -> Watching:
    watching = Watching(project, commands)
    # What forks runs is a fork, too, for a moment, with the server's arguments.
    wait_until(lambda: list_warm_processes() and len(list_commands()) == 1, "a command at work")
    return watching
