"""The quickstart as a stranger goes it: `make up` in a fresh clone, then what the page says."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.console_pages import commands
from tests.support.repository import dependencies_are_current
from tests.support.shell import said
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGE = ROOT / "docs" / "quickstart.md"
_DEADLINE = 300  # seconds, a command


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """The files of this working copy in a folder of their own, with its dependencies."""
    assert dependencies_are_current(), "run `make setup` first"
    folder = tmp_path / "a2p"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for file in filter(None, listed.stdout.split("\0")):
        if (ROOT / file).is_file():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, folder / file)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    yield folder
    _shell("make sim-stop", folder)


@pytest.mark.timeout(900)  # six runs of the engine, one after the other
def test_the_quickstart_says_what_the_page_shows(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A2P_SIMULATOR_PORT", str(_free_port()))
    for command in commands(_PAGE.read_text(encoding="utf-8")):
        enter = "" if command.text.startswith("make") else ". .a2p/env; "
        said = _shell(enter + command.text, clone)

        assert not command.contradicted_by(said), f"$ {command.text}\n{said}"


def _shell(text: str, folder: Path) -> str:
    """What a shell of somebody says who has this project's tools nowhere but in the clone."""
    kept = ("HOME", "LANG", "A2P_CACHE", "XDG_CACHE_HOME", "A2P_SIMULATOR_PORT")
    path = ":".join(each for each in os.environ["PATH"].split(":") if not each.startswith(str(ROOT)))
    env = {name: os.environ[name] for name in kept if name in os.environ}
    env |= {"PATH": path, "XDG_STATE_HOME": str(folder.parent / "state-home")}
    return said(text, folder=folder, env=env, deadline=_DEADLINE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
