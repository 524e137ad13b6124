"""Whose a lock is, and whether that process still lives. The processes are real."""

from __future__ import annotations

import getpass
import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from a2p.engine.errors import Busy, NotOurs
from a2p.engine.liveness import Liveness, judge, write_note
from a2p.engine.locks import find_active, find_stale
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState
from tests.support import written_states

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.state.locks import Lock


@pytest.fixture(autouse=True)
def state_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state-home"))


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


def read(folder: Path) -> list[Lock]:
    return StoredState(FileStore(folder), "a2p").list_locks("acme")


def test_a_lock_whose_owner_lives_is_kept_and_names_it(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    lock(tmp_path, living.pid)

    with pytest.raises(Busy, match=rf"pid {living.pid}, since .*\n  do: wait"):
        find_stale("acme", read(tmp_path))

    working = find_active("acme", read(tmp_path))
    assert working is not None
    assert working.pid == living.pid


def test_a_lock_whose_owner_is_dead_is_stale_and_goes_with_what_belongs_to_it(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    file = lock(tmp_path, living.pid)
    living.kill()
    living.wait()

    (found,) = find_stale("acme", read(tmp_path))
    assert find_active("acme", read(tmp_path)) is None
    StoredState(FileStore(tmp_path), "a2p").remove_lock(found)

    assert list(file.parent.iterdir()) == []


def test_a_killed_owner_that_nobody_has_waited_for_is_dead(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    lock(tmp_path, living.pid)
    living.kill()
    subprocess.run(["sleep", "0.1"], check=True)

    assert [found.pid for found in find_stale("acme", read(tmp_path))] == [living.pid]


@pytest.mark.parametrize("hours", [-1, 1, 24 * 365])
def test_a_lock_of_a_living_run_is_kept_whatever_the_clocks_say(
    tmp_path: Path, living: subprocess.Popen[bytes], hours: int
) -> None:
    lock(tmp_path, living.pid, at=datetime.now(UTC) - timedelta(hours=hours))

    with pytest.raises(Busy, match=rf"(?s)pid {living.pid}, .* pulumi cancel -s acme"):
        find_stale("acme", read(tmp_path))


def test_a_process_that_has_the_pid_of_a_noted_engine_is_not_that_engine(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    note = write_note("acme", living.pid)
    assert note is not None
    fields = json.loads(note.read_text())
    note.write_text(json.dumps({**fields, "start": str(int(fields["start"]) - 500)}))
    lock(tmp_path, living.pid)

    assert [found.pid for found in find_stale("acme", read(tmp_path))] == [living.pid]


def test_the_owner_of_a_lock_is_dead_after_a_restart_of_the_machine(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    note = write_note("acme", living.pid)
    assert note is not None
    fields = json.loads(note.read_text())
    note.write_text(json.dumps({**fields, "boot": "an earlier one", "machine": "this"}))
    lock(tmp_path, living.pid)

    with pytest.raises(NotOurs):
        find_stale("acme", read(tmp_path))

    note.write_text(json.dumps({**fields, "boot": "an earlier one"}))
    if fields["machine"]:
        assert [found.pid for found in find_stale("acme", read(tmp_path))] == [living.pid]


def test_a_lock_of_another_machine_is_kept_for_nobody_here_can_tell(tmp_path: Path) -> None:
    file = lock(tmp_path, 1, host="build-7")

    with pytest.raises(NotOurs, match=r"on build-7 since .*\n  do: .* pulumi cancel -s acme"):
        find_stale("acme", read(tmp_path))

    assert file.exists()


def test_a_lock_that_says_nothing_is_kept_too(tmp_path: Path) -> None:
    file = written_states.lock(tmp_path, "acme")
    file.write_text("")

    with pytest.raises(NotOurs, match="an unknown machine"):
        find_stale("acme", read(tmp_path))


def test_one_living_owner_keeps_the_stale_locks_beside_it(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    dead = lock(tmp_path, ended.pid)
    lock(tmp_path, living.pid)

    with pytest.raises(Busy):
        find_stale("acme", read(tmp_path))

    assert dead.exists()


_IN_A_CONTAINER = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--mount-proc"]


def test_inside_a_container_an_owner_that_is_not_seen_may_live_outside(
    tmp_path: Path, living: subprocess.Popen[bytes]
) -> None:
    judge = f"from a2p.engine.liveness import judge; print(judge('acme', {living.pid}).name)"

    inside = [*_IN_A_CONTAINER, sys.executable, "-c", judge]
    write_note("acme", living.pid)
    noted = subprocess.run(inside, capture_output=True, text=True, check=True).stdout
    living.kill()
    living.wait()
    gone = subprocess.run(inside, capture_output=True, text=True, check=True).stdout

    assert (noted, gone) == ("UNKNOWN\n", "UNKNOWN\n")


def test_outside_a_container_the_engine_in_it_is_seen_by_the_pid_it_has_there(tmp_path: Path) -> None:
    engine = tmp_path / "pulumi"
    engine.write_bytes(Path(sys.executable).resolve().read_bytes())
    engine.chmod(0o755)
    note = "from a2p.engine.liveness import write_note; write_note('acme', 1); print(flush=True); input()"
    command = [*_IN_A_CONTAINER, str(engine), "-c", note]
    python = {"PYTHONHOME": sys.base_prefix, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **python}
    ) as contained:
        assert contained.stdout is not None
        assert contained.stdout.readline() == b"\n"
        noted = judge("acme", 1)
        contained.communicate(b"\n")

    assert (noted, judge("acme", 1)) == (Liveness.ALIVE, Liveness.DEAD)
