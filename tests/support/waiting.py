"""Waits for what another process does, within a bound."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable


def wait_until(
    holds: Callable[[], object], what: str = "", *, seconds: float = 90, pause: float = 0.05
) -> None:
    """
    Look until it holds. what: it is, for the message.

    Raises:
        AssertionError: it did not in time.
    """
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(pause)


def is_alive(process: psutil.Process) -> bool:
    """Whether it is at work: one that has ended and of which nobody has asked how is not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
