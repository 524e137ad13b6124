"""Whose a lock is, and whether that process still lives. The processes are real."""

from __future__ import annotations

import getpass
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from a2p.engine.errors import Busy, NotOurs
from a2p.engine.locks import find_active, find_stale
from tests.support import written_states

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def living() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


def lock(folder: Path, pid: int, *, at: datetime | None = None, host: str | None = None) -> Path:
    return written_states.lock(
        folder,
        "acme",
        pid=pid,
        username=getpass.getuser(),
        hostname=host or socket.gethostname(),
        timestamp=(at or datetime.now(UTC)).isoformat(),
    )


def test_a_lock_whose_owner_lives_is_kept_and_names_it(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    file = lock(tmp_path, living.pid)

    with pytest.raises(Busy, match=rf"pid {living.pid}, since .*\n  do: wait"):
        find_stale("acme", [file])

    working = find_active([file])
    assert working is not None
    assert working.pid == living.pid


def test_a_lock_whose_owner_is_dead_is_stale_and_goes_with_what_belongs_to_it(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    file = lock(tmp_path, living.pid)
    living.kill()
    living.wait()

    (found,) = find_stale("acme", [file])
    assert find_active([file]) is None
    found.remove()

    assert list(file.parent.iterdir()) == []


def test_a_killed_owner_that_nobody_has_waited_for_is_dead(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    file = lock(tmp_path, living.pid)
    living.kill()
    subprocess.run(["sleep", "0.1"], check=True)

    assert [found.pid for found in find_stale("acme", [file])] == [living.pid]


def test_a_process_that_has_the_pid_since_a_later_time_is_not_the_owner(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    file = lock(tmp_path, living.pid, at=datetime.now(UTC) - timedelta(hours=1))

    assert [found.pid for found in find_stale("acme", [file])] == [living.pid]


def test_a_lock_of_another_machine_is_kept_for_nobody_here_can_tell(tmp_path: Path) -> None:
    file = lock(tmp_path, 1, host="build-7")

    with pytest.raises(NotOurs, match=r"on build-7 since .*\n  do: .* pulumi cancel -s acme"):
        find_stale("acme", [file])

    assert file.exists()


def test_a_lock_that_says_nothing_is_kept_too(tmp_path: Path) -> None:
    file = written_states.lock(tmp_path, "acme")
    file.write_text("")

    with pytest.raises(NotOurs, match="an unknown machine"):
        find_stale("acme", [file])


def test_a_lock_that_was_released_meanwhile_is_none(tmp_path: Path) -> None:
    assert find_stale("acme", [tmp_path / "gone.json"]) == []


def test_one_living_owner_keeps_the_stale_locks_beside_it(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    dead = lock(tmp_path, living.pid, at=datetime.now(UTC) - timedelta(hours=1))

    with pytest.raises(Busy):
        find_stale("acme", [dead, lock(tmp_path, living.pid)])

    assert dead.exists()
