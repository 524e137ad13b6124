"""
The locks of a stack in files, and whether whoever wrote them still lives.

The engine refuses a locked stack and leaves it at that. `pulumi cancel` deletes every lock, also that of a
living run.
"""

import getpass
import json
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from a2p.engine.errors import Busy, NotOurs
from a2p.engine.liveness import Liveness, judge


@dataclass(frozen=True)
class Lock:
    """A lock as the engine wrote it: by whom, where and when. pid 0: the file does not say."""

    file: Path
    pid: int
    user: str
    host: str
    at: datetime

    def judge_owner(self, stack: str) -> Liveness:
        """Whether its owner lives; of another machine's nothing is known here."""
        if not self.pid or self.host != socket.gethostname():
            return Liveness.UNKNOWN
        return judge(stack, self.pid)

    def remove(self) -> None:
        """Delete this one lock. Another that was written meanwhile stays."""
        self.file.unlink(missing_ok=True)
        self.file.with_name(f"{self.file.name}.attrs").unlink(missing_ok=True)


def read_lock(file: Path) -> Lock | None:
    """A lock; None if it has just been released."""
    try:
        text, written = file.read_text(encoding="utf-8"), file.stat().st_mtime
    except FileNotFoundError:
        return None
    try:
        content = json.loads(text)
        at = datetime.fromisoformat(content["timestamp"])
        return Lock(file, int(content["pid"]), str(content["username"]), str(content["hostname"]), at)
    except (ValueError, KeyError, TypeError):  # its writer was killed at it
        return Lock(file, 0, "somebody", "an unknown machine", datetime.fromtimestamp(written, UTC))


def find_stale(stack: str, files: list[Path]) -> list[Lock]:
    """
    The locks whose owners are dead.

    Raises:
        Busy: one of the owners lives.
        NotOurs: one of them cannot be looked at from here.
    """
    locks = [lock for lock in map(read_lock, files) if lock]
    states = [lock.judge_owner(stack) for lock in locks]
    for lock, state in zip(locks, states, strict=True):
        if state is Liveness.ALIVE:
            raise Busy(_busy_message(stack, lock))
    for lock, state in zip(locks, states, strict=True):
        if state is Liveness.UNKNOWN:
            raise NotOurs(_not_ours_message(stack, lock))
    return locks


def find_active(stack: str, files: list[Path]) -> Lock | None:
    """The lock of a run that is at work, or may be; None if there is none."""
    locks = [lock for lock in map(read_lock, files) if lock]
    return next((lock for lock in locks if lock.judge_owner(stack) is not Liveness.DEAD), None)


def _busy_message(stack: str, lock: Lock) -> str:
    from a2p.engine.processes import program_name  # noqa: PLC0415  # psutil: only for a lock

    whose = "your" if lock.user == getpass.getuser() else f"{lock.user}'s"
    return (
        f"{stack}: another run is at work: {whose} {program_name(lock.pid)}, pid {lock.pid}, since "
        f"{_format_time(lock.at)}\n"
        f"  do: wait until it has ended, and run this again; to stop it: kill -INT {lock.pid}, which lets "
        f"it finish the calls it is in. If that process is no run of this stack: pulumi cancel -s {stack}"
    )


def _not_ours_message(stack: str, lock: Lock) -> str:
    return (
        f"{stack}: locked by {lock.user} on {lock.host} since {_format_time(lock.at)}; "
        "whether that run still lives cannot be seen from here\n"
        f"  do: wait until it has ended. If it is dead: pulumi cancel -s {stack}, and run this again"
    )


def _format_time(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
