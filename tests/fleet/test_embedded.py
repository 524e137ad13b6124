"""The server that `a2p serve` brings along, where it cannot start."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import psycopg
import pytest

from fleet.errors import FleetError
from fleet.storage.embedded import run_embedded
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_a_folder_that_is_no_database_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    folder = tmp_path / "fleet"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("9.0\n")

    with pytest.raises(FleetError, match=r"does not start.*") as caught, run_embedded(folder):
        pass

    assert "--database-url" in caught.value.remedy


_SERVER = """
import sys, time
from pathlib import Path
from fleet.storage.embedded import run_embedded
with run_embedded(Path(sys.argv[1])) as url:
    print(url, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Right below /tmp, as the path of a socket has 107 bytes at most."""
    with tempfile.TemporaryDirectory(prefix="a2p-") as name:
        yield Path(name) / "fleet"


@contextmanager
def start(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process with the server of a folder, and the address it names; killed at the end, if it lives."""
    command = [sys.executable, "-W", "ignore", "-c", _SERVER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        yield process, process.stdout.readline().strip()
        process.kill()


def find_postmaster(folder: Path) -> psutil.Process:
    return psutil.Process(int((folder / "postmaster.pid").read_text().splitlines()[0]))


def test_a_server_that_a_kill_left_behind_is_taken_over_and_then_ended(folder: Path) -> None:
    with start(folder) as (_process, url), psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table kept (value int)")
    left = find_postmaster(folder)
    assert left.is_running()

    with run_embedded(folder) as again, psycopg.connect(again) as connection:
        assert find_postmaster(folder).pid == left.pid
        assert connection.execute("select * from kept").fetchall() == []

    left.wait(timeout=60)
    assert not (folder / "postmaster.pid").exists()


def test_two_processes_share_the_server_of_a_folder_and_the_last_one_ends_it(folder: Path) -> None:
    with start(folder) as (_, url):
        server = find_postmaster(folder)
        with start(folder) as (_, other):
            assert url == other
        with psycopg.connect(url) as connection:  # the first one lives
            assert connection.execute("select 1").fetchone() == (1,)

    with run_embedded(folder):
        assert find_postmaster(folder).pid == server.pid
    server.wait(timeout=60)
