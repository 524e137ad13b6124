"""
Runs that are killed, engine and plugins at once, after a chosen one of their HTTP calls; and what is left.

The call is made and its answer held back, so that nothing after it can have happened: see `slow_after` in
simulator/http/faults.py. Whatever else the run sends meanwhile is held before it does anything.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.stack import Stack

_HELD = 600  # seconds; no test lives that long
_PATIENCE = 120  # seconds for a run to come to its n-th call
_LOOK = 0.02  # seconds; what is struck is held for far longer
_SID = re.compile(r"\b([A-Z]{2})[0-9a-f]{32}\b")
# What tells when something happened, how often it was tried, or how far a review has come by now.
_PASSING = frozenset(
    {
        "campaign_id",
        "campaign_status",
        "date_created",
        "date_updated",
        "identity_status",
        "tcr_id",
        "us_app_to_person_registered",
        "valid_until",
    }
)
_MADE_BY_A_RUN = (
    "address",
    "brand",
    "bundle",
    "campaign",
    "end_user",
    "entity_assignment",
    "pool_number",
    "service",
    "supporting_document",
)


def kill_after(stack: Stack, call: int, *arguments: str) -> None:
    """
    Run a command of the engine and kill it, with all its processes, once its `call`-th call was made.

    The simulator is healthy again after it, but for what it holds back from the dead.
    """
    rest = {"kind": "slow", "nth": call, "times": 1_000_000, "seconds": _HELD}
    _kill_when_struck(stack, [{"kind": "slow_after", "nth": call, "seconds": _HELD}, rest], arguments)


def kill_at(stack: Stack, method: str, path: str, *arguments: str) -> None:
    """The same at the first call of a method to such a path, which Twilio carries out unheard."""
    at = {"kind": "slow_after", "method": method, "path": path, "seconds": _HELD}
    _kill_when_struck(stack, [at], arguments)


def _kill_when_struck(stack: Stack, faults: list[dict[str, Any]], arguments: tuple[str, ...]) -> None:
    simulator = stack.simulator
    for fault in faults:
        simulator.control("POST", "/faults", fault)
    told = stack.project.parent / "killed.log"
    with told.open("w") as said:
        running = subprocess.Popen(
            ["pulumi", *arguments, "--non-interactive"],
            cwd=stack.project,
            env=stack.environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until_struck(stack, running)
    except RunEnded as ended:
        raise RunEnded(f"{ended}: {told.read_text()}") from None
    finally:
        _kill_session(running)
        simulator.control("DELETE", "/faults")


class RunEnded(Exception):
    """The run was over before it came to the call at which it was to be killed."""


def until_struck(stack: Stack, running: subprocess.Popen[Any]) -> None:
    """
    Wait until the first of the simulator's faults has struck. It is asked over one line: each look is cheap.

    Raises:
        RunEnded: it never will.
    """
    line = HTTPConnection(urlsplit(stack.simulator.url).netloc, timeout=30)
    deadline = time.monotonic() + _PATIENCE
    with closing(line):
        while not _has_struck(line):
            if running.poll() is not None:
                raise RunEnded(f"it ended with {running.returncode}")
            assert time.monotonic() < deadline, "the run never came to that call"
            time.sleep(_LOOK)


def _has_struck(line: HTTPConnection) -> bool:
    line.request("GET", "/_sim/faults")
    return bool(json.loads(line.getresponse().read())[0]["struck"])


def _kill_session(leader: subprocess.Popen[bytes]) -> None:
    """SIGKILL for every process the run has started, plugins included, until none is left."""
    while processes := list(session_of(leader.pid)):
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        if leader.poll() is None:
            leader.wait(timeout=10)
        time.sleep(0.005)


def session_of(leader: int) -> Iterator[psutil.Process]:
    """The living processes of a session."""
    for process in psutil.process_iter(["pid", "status"]):
        with suppress(ProcessLookupError):
            if process.info["status"] != psutil.STATUS_ZOMBIE and os.getsid(process.pid) == leader:
                yield process


def normalised(state: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What a run has made, without what differs from one run to another: SIDs, times, how far reviews are."""
    return {kind: sorted((_plain(each) for each in state.get(kind, [])), key=repr) for kind in _MADE_BY_A_RUN}


def _plain(document: dict[str, Any]) -> dict[str, Any]:
    return {
        name: without_sids(value)
        for name, value in sorted(document.items())
        if name not in _PASSING and not name.startswith("_")
    }


def without_sids(value: Any) -> Any:
    """The same value, with the kind of each SID in its stead."""
    if isinstance(value, dict):
        return {name: without_sids(each) for name, each in sorted(value.items())}
    if isinstance(value, list):
        return [without_sids(each) for each in value]
    return _SID.sub(r"\1", value) if isinstance(value, str) else value
