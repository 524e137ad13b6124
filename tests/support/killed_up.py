"""Runs of `a2p` that are held at the purchase of the Brand, and killed there: who, and what is left."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil

from a2p.cli.exit_codes import Exit
from a2p.engine.processes import find_orphans
from tests.support.command import COMMAND, a2p
from tests.support.killing import session_of
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.support.stack import Stack

UP = ("up", "customer", "--yes", "--", "--skip-preview")
BRAND = "/v1/a2p/BrandRegistrations"


def hold_at_the_brand(stack: Stack) -> subprocess.Popen[bytes]:
    """Begin a run, and return when Twilio has registered its Brand: the answer comes 8 s after."""
    held = {"kind": "slow_after", "method": "POST", "path": BRAND, "seconds": 8}
    stack.simulator.control("POST", "/faults", held)
    running = subprocess.Popen(
        [COMMAND, *UP],
        cwd=stack.project,
        env=stack.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until(lambda: bool(brands(stack)))
    return running


def kill_at_the_brand(stack: Stack, who: str) -> None:
    """Kill all, the engine, the plugin or a2p of a run whose Brand Twilio has registered, unanswered yet."""
    running = hold_at_the_brand(stack)
    for process in _choose(running, who):
        with suppress(psutil.NoSuchProcess):  # it went with its parent
            process.kill()
    running.wait(timeout=90)


def require_converged_by_one_up(stack: Stack) -> None:
    """One further `a2p up` leaves nothing of the wreck: one Brand, no lock, nothing pending, no orphan."""
    again = a2p(stack, *UP)
    assert again.status == Exit.PERSON, again
    assert len(brands(stack)) == 1
    assert stack.state.list_all_locks() == {}
    checkpoint = stack.state.read_checkpoint("customer")
    assert checkpoint is not None
    assert checkpoint.pending == ()
    assert find_orphans(stack.project) == []
    assert stack.preview("--expect-no-changes").status == 0


def brands(stack: Stack) -> list[Any]:
    found: list[Any] = stack.simulator.control("GET", "/state").get("brand", [])
    return found


def _choose(running: subprocess.Popen[bytes], who: str) -> list[psutil.Process]:
    """The processes of a run that are to die."""
    everybody = list(session_of(running.pid))
    if who == "a2p":
        return [process for process in everybody if process.pid == running.pid]
    if who == "engine":
        return [process for process in everybody if process.name() == "pulumi"]
    if who == "plugin":
        return [process for process in everybody if "pulumi.dynamic" in process.cmdline()]
    return everybody
