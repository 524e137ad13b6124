"""Runs that are interrupted in a call of theirs: holding them there, and what they hold."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess
    from tests.support.stack import Stack

LONG = 4.0  # seconds that Twilio takes for the call at which Ctrl-C is typed


def slow_down(simulator: SimulatorProcess, method: str, path: str) -> None:
    simulator.control("POST", "/faults", {"kind": "slow", "method": method, "path": path, "seconds": LONG})


def list_objects(simulator: SimulatorProcess, kind: str) -> list[Any]:
    """What the world holds of a kind."""
    objects: list[Any] = simulator.control("GET", "/state").get(kind, [])
    return objects


def has_lock(stack: Stack) -> bool:
    """Whether the engine is at work on the stack."""
    return any((stack.project.parent / "state/.pulumi/locks").rglob(f"{stack.name}/*.json"))


def is_creating(stack: Stack) -> bool:
    """Whether the engine has begun to create something."""
    folder = stack.project.parent / "state/.pulumi/stacks/a2p"
    for name in (f"{stack.name}.json", f"{stack.name}.json.gz"):
        try:
            content = (folder / name).read_bytes()
        except FileNotFoundError:  # it is kept packed, or not, or is just being replaced
            continue
        if b'"creating"' in (gzip.decompress(content) if name.endswith(".gz") else content):
            return True
    return False
