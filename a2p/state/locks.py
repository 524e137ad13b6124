"""A lock of a stack, as the engine writes it."""

import json
from dataclasses import dataclass
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


def parse_lock(entry: Entry, content: bytes) -> Lock:
    """A lock from its object."""
    try:
        record = json.loads(content)
        at = datetime.fromisoformat(record["timestamp"])
        return Lock(entry.key, int(record["pid"]), str(record["username"]), str(record["hostname"]), at)
    except (ValueError, KeyError, TypeError):
        return Lock(entry.key, 0, "somebody", "an unknown machine", entry.written_at)
