"""A lock of a stack as the engine writes it, and what `a2p` writes beside it to know the run again."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from a2p.state.store import Entry


@dataclass(frozen=True)
class Lock:
    """By whom, where and when a stack was locked. pid 0: its writer was killed before it could say."""

    key: str
    pid: int
    user: str
    host: str
    at: datetime


@dataclass(frozen=True)
class RunRecord:
    """
    The process that runs a stack, so that it is known again without comparing clocks.

    boot: the kernel's id of this start of the machine. namespace: of process ids, which differs in each
    container. started: clock ticks from that start to the process's. machine: survives a restart. Each is ""
    or 0 where the system does not tell.
    """

    pid: int
    host: str
    started: int
    boot: str = ""
    namespace: str = ""
    machine: str = ""

    def to_json(self) -> bytes:
        """As it is written."""
        return json.dumps(asdict(self)).encode()


def parse_lock(entry: Entry, content: bytes) -> Lock:
    """A lock from its object."""
    try:
        said = json.loads(content)
        at = datetime.fromisoformat(said["timestamp"])
        return Lock(entry.key, int(said["pid"]), str(said["username"]), str(said["hostname"]), at)
    except (ValueError, KeyError, TypeError):
        return Lock(entry.key, 0, "somebody", "an unknown machine", entry.written_at)


def parse_run(content: bytes) -> RunRecord | None:
    """The record of a run; None if it is of no use."""
    try:
        return RunRecord(**json.loads(content))
    except (ValueError, TypeError):
        return None
