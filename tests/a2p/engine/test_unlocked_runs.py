"""An engine that goes on without a lock, as after `pulumi cancel`, is known for a run at work."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from a2p.engine.liveness import list_running, write_note
from a2p.engine.locks import make_unlocked
from a2p.engine.processes import find_unlocked_run
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# A process with the words of a command of the engine on its own command line.
AT_WORK = "import sys; print(flush=True); sys.stdin.read()"
Engine = subprocess.Popen[bytes]


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Engine]]:
    """Begins an engine of the stack `acme` in the test's folder, with its note."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state-home"))
    begun: list[Engine] = []

    def start(*words: str) -> Engine:
        command = [sys.executable, "-c", AT_WORK, *words]
        engine = subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        begun.append(engine)
        assert engine.stdout
        engine.stdout.readline()
        assert write_note("acme", engine.pid)
        return engine

    yield start
    for engine in begun:
        engine.communicate(timeout=30)


@pytest.mark.parametrize("verb", ["up", "destroy", "refresh", "import"])
def test_a_run_whose_lock_is_gone_is_found_while_it_works(
    begin: Callable[..., Engine], tmp_path: Path, verb: str
) -> None:
    engine = begin(verb, "--yes")

    assert find_unlocked_run("acme", tmp_path, patience=0) == engine.pid
    assert find_unlocked_run("bolt", tmp_path, patience=0) == 0, "another stack"
    assert find_unlocked_run("acme", tmp_path / "other", patience=0) == 0, "another project"

    engine.communicate(timeout=30)

    assert find_unlocked_run("acme", tmp_path, patience=0) == 0


@pytest.mark.parametrize("words", [("preview",), ("up", "--preview-only")], ids=" ".join)
def test_what_changes_nothing_keeps_nobody_out(
    begin: Callable[..., Engine], tmp_path: Path, words: tuple[str, ...]
) -> None:
    engine = begin(*words)

    assert list_running("acme") == [engine.pid]
    assert find_unlocked_run("acme", tmp_path, patience=0) == 0


def test_a_run_that_is_about_to_end_is_waited_for(begin: Callable[..., Engine], tmp_path: Path) -> None:
    engine = begin("up")
    assert engine.stdin
    engine.stdin.close()
    engine.stdin = None

    assert find_unlocked_run("acme", tmp_path, patience=30) == 0
    wait_until(lambda: engine.poll() is not None, seconds=30)


def test_the_refusal_says_what_to_do() -> None:
    refusal = str(make_unlocked("acme", 4711))

    assert "deletes the lock and does not stop the run" in refusal
    assert "kill -INT 4711" in refusal
