"""`a2p status` over each kind of state: the same words, and one damaged customer is no other's trouble."""

from __future__ import annotations

import getpass
import gzip
import json
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from a2p.engine.liveness import write_note
from a2p.engine.project import EngineProject
from a2p.state.state import StoredState
from tests.support import written_states
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.backends import Backend

AT = datetime(2026, 11, 22, 11, 13, 55, tzinfo=UTC).isoformat()


@pytest.fixture
def state(backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StoredState:
    """The state of a project without a stack file; no engine can be run."""
    folder = tmp_path / "project"
    (folder / "stacks").mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", folder)
    engine = tmp_path / "bin" / "pulumi"
    engine.parent.mkdir()
    engine.write_text("#!/bin/sh\nexit 9\n")
    engine.chmod(0o755)
    monkeypatch.setenv("PATH", str(engine.parent))
    monkeypatch.setenv("A2P_ROOT", str(ROOT))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state-home"))
    for name, value in backend.variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(folder)
    found = EngineProject.find().state
    assert isinstance(found, StoredState)
    return found


@pytest.fixture
def living() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


def put(state: StoredState, stack: str, stage: str) -> str:
    outputs = {**written_states.WAITING, "stage": stage}
    key = f".pulumi/stacks/a2p/{stack}.json.gz"
    content = json.dumps(written_states.checkpoint(stack, outputs, at=AT)).encode()
    state.store.write(key, gzip.compress(content))
    return key


def lock(state: StoredState, stack: str, pid: int) -> None:
    said = {
        "pid": pid,
        "username": getpass.getuser(),
        "hostname": socket.gethostname(),
        "timestamp": datetime.now(UTC).isoformat(),
    }
    key = f".pulumi/locks/organization/a2p/{stack}/one.json"
    state.store.write(key, json.dumps(said).encode())


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return {row["stack"]: row for row in json.loads(capsys.readouterr().out)}


def test_a_run_at_work_and_a_killed_one_are_told(
    state: StoredState, living: subprocess.Popen[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    for stack in ("acme", "bolt", "cove"):
        put(state, stack, "verified")
    lock(state, "acme", living.pid)
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        note = write_note("bolt", ended.pid)
        ended.wait()
    assert note is not None
    lock(state, "bolt", ended.pid)

    main(["status", "--json"])

    rows = told(capsys)
    assert {stack: (row["running_pid"], row["interrupted"]) for stack, row in rows.items()} == {
        "acme": (living.pid, False),
        "bolt": (None, True),
        "cove": (None, False),
    }
    assert rows["cove"]["recorded_at"] == AT


def test_a_checkpoint_that_cannot_be_read_is_told_of_its_customer_alone_and_can_be_restored(
    state: StoredState, capsys: pytest.CaptureFixture[str]
) -> None:
    """F6."""
    put(state, "acme", "verified")
    key = put(state, "bolt", "verified")
    whole = state.store.read(key)
    assert whole is not None
    state.store.write(f"{key}.bak", whole)
    state.store.write(key, whole[:20])

    assert main(["status", "--json"]) == Exit.ERROR
    rows = told(capsys)
    assert {stack: row["stage"] for stack, row in rows.items()} == {"acme": "verified", "bolt": "unreadable"}
    assert main(["status"]) == Exit.ERROR
    assert "a2p doctor --restore bolt" in capsys.readouterr().out
    assert main(["up", "bolt", "--yes"]) == Exit.ERROR
    assert "a2p doctor --restore bolt" in capsys.readouterr().err
    assert main(["otp", "status", "bolt"]) == Exit.ERROR
    assert "a2p doctor --restore bolt" in capsys.readouterr().err

    assert main(["doctor", "--restore", "bolt", "acme"]) == Exit.DONE
    out = capsys.readouterr().out
    assert "bolt: the engine's backup is in its place" in out
    assert "acme: its checkpoint can be read; it is left as it is" in out
    main(["status", "bolt", "--json"])
    assert told(capsys)["bolt"]["stage"] == "verified"


def test_watching_tells_what_has_changed(state: StoredState) -> None:
    put(state, "acme", "waiting_for_otp")
    command = [str(Path(sys.executable).parent / "a2p"), "status", "--watch", "--every", "0.2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline() == "acme: waiting_for_otp\n"
        put(state, "acme", "verified")
        assert any(line == "acme: verified\n" for line in watching.stdout)
        watching.kill()
