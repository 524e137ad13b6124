"""What Linux does for a parent and its children, by prctl(2)."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1
_PR_SET_NAME = 15
_PR_SET_CHILD_SUBREAPER = 36


def end_with_parent(number: signal.Signals, parent: int) -> None:
    """
    Be sent a signal when the parent dies, and at once if it is dead already.

    It goes by the thread that has forked: that must be one that lives as long as its process.
    """
    _prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os.kill(os.getpid(), number)


def become_reaper() -> None:
    """Take over the processes that die after their own parent, so that no zombie of a run is left."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def take_name(name: str) -> None:
    """Be known by a name of at most 15 characters, as a2p.engine.processes looks for it."""
    ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode(), 0, 0, 0)


def _prctl(option: int, value: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)
