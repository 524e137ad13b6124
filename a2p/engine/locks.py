"""
Which locks of a stack are those of dead runs.

The engine refuses a locked stack and leaves it at that. `pulumi cancel` deletes every lock, also that of a
living run.
"""

import getpass
import socket
from collections.abc import Sequence
from datetime import UTC, datetime

from a2p.engine.errors import Busy, NotOurs
from a2p.engine.liveness import Liveness, judge
from a2p.state.locks import Lock


def judge_owner(stack: str, lock: Lock) -> Liveness:
    """Whether the owner of a lock lives; of another machine's nothing is known here."""
    if not lock.pid or lock.host != socket.gethostname():
        return Liveness.UNKNOWN
    return judge(stack, lock.pid)


def find_stale(stack: str, locks: Sequence[Lock]) -> Sequence[Lock]:
    """
    The locks whose owners are dead.

    Raises:
        Busy: one of the owners lives.
        NotOurs: one of them cannot be looked at from here.
    """
    states = [judge_owner(stack, lock) for lock in locks]
    for lock, state in zip(locks, states, strict=True):
        if state is Liveness.ALIVE:
            raise _make_busy(stack, lock)
    for lock, state in zip(locks, states, strict=True):
        if state is Liveness.UNKNOWN:
            raise _make_not_ours(stack, lock)
    return locks


def find_active(stack: str, locks: Sequence[Lock]) -> Lock | None:
    """The lock of a run that is at work, or may be; None if there is none."""
    return next((lock for lock in locks if judge_owner(stack, lock) is not Liveness.DEAD), None)


def _make_busy(stack: str, lock: Lock) -> Busy:
    from a2p.engine.processes import program_name  # noqa: PLC0415  # psutil: only for a lock

    whose = "your" if lock.user == getpass.getuser() else f"{lock.user}'s"
    return Busy(
        f"another run is at work: {whose} {program_name(lock.pid)}, pid {lock.pid}, since "
        f"{_format_time(lock.at)}",
        remedy=(
            f"wait until it has ended, and run this again; to stop it: kill -INT {lock.pid}, which lets it "
            f"finish the calls it is in. If that process is no run of this stack: pulumi cancel -s {stack}"
        ),
        where=stack,
    )


def make_unlocked(stack: str, pid: int) -> Busy:
    """Why nothing is run beside an engine that goes on after `pulumi cancel`, and what to do."""
    return Busy(
        f"another run is at work: pulumi, pid {pid}. Its lock is gone, as after `pulumi cancel`, which\n"
        "deletes the lock and does not stop the run; beside it, a Brand could be registered twice",
        remedy=(
            f"wait until it has ended, and run this again; to stop it: kill -INT {pid}, which lets it finish "
            "the calls it is in"
        ),
        where=stack,
    )


def _make_not_ours(stack: str, lock: Lock) -> NotOurs:
    return NotOurs(
        f"locked by {lock.user} on {lock.host} since {_format_time(lock.at)}; "
        "whether that run still lives cannot be seen from here",
        remedy=f"wait until it has ended. If it is dead: pulumi cancel -s {stack}, and run this again",
        where=stack,
    )


def _format_time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
