"""Kills a command of the engine at one of its calls: the engine, its plugins, or all of them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil

from tests.support.killing import session_of, until_struck

if TYPE_CHECKING:
    from tests.reliability.real import Point
    from tests.support.stack import Stack

BEFORE, LOST, ANSWERED = "before the request is done", "after it, before the answer", "around the answer"
MOMENTS = (BEFORE, LOST, ANSWERED)
ENGINE, PLUGINS, BOTH = "engine", "plugins", "both"
WHO = (ENGINE, PLUGINS, BOTH)
_ANSWER_AFTER = 0.03  # seconds
_LATE = 3.0  # seconds that a call of a plugin takes which outlives its engine
_HELD = 600  # seconds; no point lives that long
_PATIENCE = 120  # seconds for an engine to end whose plugins are dead


def killed(stack: Stack, point: Point) -> str:
    """
    Run the command, kill whom the point says at its call, and what it said until then.

    Raises:
        RunEnded: it never came to that call.
    """
    for fault in _faults(point):
        stack.simulator.control("POST", "/faults", fault)
    command = ["pulumi", point.scene.command, "--yes", "--skip-preview", "--non-interactive"]
    running = subprocess.Popen(
        [*command, "--stack", stack.name],
        cwd=stack.project,
        env=stack.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        until_struck(stack, running)
        if point.moment == ANSWERED:
            time.sleep(_ANSWER_AFTER)
        _kill(running, point.who)
        if point.who == PLUGINS:
            stack.simulator.control("DELETE", "/faults")
            running.wait(timeout=_PATIENCE)  # the engine ends by itself, and writes down what it knows
        said = _said(running)
    finally:
        if running.poll() is None or point.who != ENGINE:
            _kill(running, BOTH)
        stack.simulator.control("DELETE", "/faults")
    return said


def _faults(point: Point) -> list[dict[str, Any]]:
    """How the call is held; where a plugin outlives its engine, only so long that it comes late."""
    held = _LATE if point.who == ENGINE else _HELD
    kind = "slow" if point.moment == BEFORE else "slow_after"
    first = {"kind": kind, "nth": point.call, "seconds": _ANSWER_AFTER if point.moment == ANSWERED else held}
    rest = {"kind": "slow", "nth": point.call, "times": 1_000_000, "seconds": held}
    return [first] if point.who == ENGINE or point.moment == ANSWERED else [first, rest]


def _kill(leader: subprocess.Popen[str], who: str) -> None:
    """SIGKILL for those processes of the run."""
    if who == ENGINE:
        leader.kill()
    for process in list(session_of(leader.pid)) if who != ENGINE else []:
        with suppress(psutil.Error):
            if who == BOTH or _is_plugin(process.cmdline()):
                process.send_signal(signal.SIGKILL)
    if who != PLUGINS:
        leader.wait(timeout=10)


def _is_plugin(command: list[str]) -> bool:
    """The Python that runs our providers, and the program that starts it."""
    names = [name.rpartition("/")[2] for name in command[:2]]
    return "pulumi.dynamic" in command or any(name.startswith("pulumi-resource-") for name in names)


def _said(running: subprocess.Popen[str]) -> str:
    """What is in the pipe by now: a plugin that lives on keeps it open."""
    assert running.stdout is not None
    os.set_blocking(running.stdout.fileno(), False)
    with suppress(BlockingIOError, TypeError):
        return running.stdout.read() or ""
    return ""
