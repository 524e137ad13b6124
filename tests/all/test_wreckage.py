"""What a killed, stopped or doubled run leaves, and that `a2p up` copes with it by itself."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from a2p.cli.exit_codes import Exit
from a2p.engine.processes import find_orphans
from a2p.plan.waits import AFTER_A_KILLED_CREATION
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState
from tests.support.command import COMMAND, a2p
from tests.support.simulator import SimulatorProcess
from tests.support.stack import Stack
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


LONG = 4.0  # seconds that Twilio takes for the Brand: longer than a plugin is left in peace
SLOW = 2.0  # simulated seconds a second: what is shown late is still hidden when the next run begins
BRAND = "/v1/a2p/BrandRegistrations"


@pytest.fixture
def stack(tmp_path: Path, simulator: SimulatorProcess) -> Stack:
    stack = Stack.of_example("example", tmp_path, simulator)
    simulator.control("POST", "/faults", {"kind": "slow", "method": "POST", "path": BRAND, "seconds": LONG})
    return stack


def state(stack: Stack) -> StoredState:
    return StoredState(FileStore(stack.project.parent / "state"), "a2p")


def pending(stack: Stack) -> list[str]:
    checkpoint = state(stack).read_checkpoint(stack.name)
    return [each.urn.rpartition("::")[2] for each in checkpoint.pending] if checkpoint else []


@contextmanager
def at_the_brand(stack: Stack, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A run that is waiting for Twilio's answer to the registration of the Brand."""
    child = subprocess.Popen(
        command,
        cwd=stack.project,
        env=stack.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        wait_until(lambda: "brand" in pending(stack), "the Brand is being created", seconds=60, pause=0.02)
        yield child
    finally:
        if child.poll() is None:
            child.kill()
        child.communicate()


def pulumi_up(stack: Stack) -> tuple[str, ...]:
    return ("pulumi", "up", "--yes", "--skip-preview", "--non-interactive", "--stack", stack.name)


def a2p_up(stack: Stack) -> tuple[str, ...]:
    return ("up", stack.name, "--yes", "--", "--skip-preview")


def brands(stack: Stack) -> list[Any]:
    found: list[Any] = stack.simulator.control("GET", "/state").get("brand", [])
    return found


def test_a_run_killed_in_the_middle_is_put_away_and_finished_by_the_next(stack: Stack) -> None:
    with at_the_brand(stack, *pulumi_up(stack)) as killed:
        killed.kill()
        killed.wait()
        assert state(stack).list_locks(stack.name), "the lock stays"
        assert find_orphans(stack.project), "the plugin goes on"

        said = a2p(stack, *a2p_up(stack))

    assert said.status == Exit.PERSON, said
    assert "which an interrupted run left at work" in said.err
    assert f"its run, pid {killed.pid}, is dead" in said.err
    assert "an interrupted run was at brand" in said.err
    assert "customer: waiting_for_otp" in said.out
    assert "pending operations" not in said.out
    assert len(brands(stack)) == 1
    assert state(stack).list_locks(stack.name) == []
    assert pending(stack) == []
    assert find_orphans(stack.project) == []
    assert stack.preview("--expect-no-changes").status == 0


def test_a_state_whose_notes_were_cut_off_and_the_draft_of_a_lock_are_no_obstacle(stack: Stack) -> None:
    """A kill within these few microseconds is rare, and without help the stack could never be run again."""
    assert stack.up().status == 0
    notes = stack.project.parent / f"state/.pulumi/stacks/a2p/{stack.name}.json.gz.attrs"
    notes.write_text("")
    draft = stack.project.parent / f"state/.pulumi/locks/organization/a2p/{stack.name}/a.json.18ab.tmp"
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text("{")

    plain = stack.preview()
    helped = a2p(stack, "preview", stack.name, "--", "--expect-no-changes")

    assert "failed to load checkpoint: EOF" in plain.output
    assert helped.status == Exit.DONE, helped
    assert f"removing {notes.name}, which an interrupted run had half written" in helped.err
    assert not draft.exists()
    assert stack.up().status == 0


def test_what_a_killed_run_has_made_is_waited_for_where_twilio_shows_it_late(tmp_path: Path) -> None:
    with SimulatorProcess.start(speed=SLOW) as simulator:
        stack = Stack.of_example("example", tmp_path, simulator)
        simulator.control("POST", "/faults", {"kind": "stale_reads", "seconds": 29})
        simulator.control(
            "POST", "/faults", {"kind": "slow_after", "method": "POST", "path": BRAND, "seconds": 2}
        )
        with at_the_brand(stack, *pulumi_up(stack)) as killed:
            wait_until(lambda: bool(brands(stack)), "the Brand is registered", seconds=60, pause=0.02)
            killed.kill()
            killed.wait()

            said = a2p(stack, *a2p_up(stack))

        assert said.status == Exit.PERSON, said
        assert AFTER_A_KILLED_CREATION.why in said.err
        assert len(brands(stack)) == 1


def test_a_second_run_is_refused_while_the_first_lives_and_does_it_no_harm(stack: Stack) -> None:
    with at_the_brand(stack, *pulumi_up(stack)) as first:
        second = a2p(stack, *a2p_up(stack))

        assert second.status == Exit.ERROR
        assert f"another run is at work: your pulumi, pid {first.pid}, since " in second.err
        assert f"kill -INT {first.pid}" in second.err
        assert second.out == ""
        assert first.wait(timeout=60) == 0

    assert stack.recorded_outputs()["stage"] == "waiting_for_otp"
    assert len(brands(stack)) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_writes_down_what_it_did_and_leaves_no_wreck(
    stack: Stack, number: signal.Signals
) -> None:
    with at_the_brand(stack, str(COMMAND), *a2p_up(stack)) as stopped:
        stopped.send_signal(number)
        _, told = stopped.communicate(timeout=60)

        assert stopped.returncode == Exit.ERROR
        assert "customer: interrupted\n  do: a2p up customer" in told

    assert_written_down(stack)


def test_a_ctrl_c_on_a_terminal_reaches_the_engine_once(stack: Stack) -> None:
    """Twice would end it at once, with its calls unrecorded."""
    typed = [str(COMMAND), *a2p_up(stack)]
    terminal = f"import pty, sys; sys.exit(pty.spawn({typed!r}) >> 8)"
    with at_the_brand(stack, sys.executable, "-c", terminal) as stopped:
        assert stopped.stdin is not None
        stopped.stdin.write("\x03")
        stopped.stdin.flush()

        assert stopped.wait(timeout=60) == Exit.ERROR

    assert_written_down(stack)


def assert_written_down(stack: Stack) -> None:
    checkpoint = state(stack).read_checkpoint(stack.name)
    assert checkpoint is not None
    assert [each["id"] for each in checkpoint.list_of_type("Brand")] == [
        each["sid"] for each in brands(stack)
    ]
    assert checkpoint.pending == ()
    assert state(stack).list_locks(stack.name) == []
