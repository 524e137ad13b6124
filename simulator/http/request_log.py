"""Which requests came in: what benchmarks and tests count. In memory, and without credentials."""

from __future__ import annotations

from collections import deque
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

LONGEST = 200_000


class Entry(NamedTuple):
    """One request; nothing of it is parsed before somebody asks."""

    time: float  # simulated
    method: str
    path: str
    query: bytes
    body: bytes
    status: int  # 0: lost before it was handled
    fault: str | None
    warnings: tuple[str, ...] = ()  # what Twilio would have ignored without a word

    def describe(self, index: int) -> dict[str, Any]:
        """As the control API shows it; a parameter given more than once has a list of values."""
        values: dict[str, list[str]] = {}
        for name, value in parse_pairs(self.query) + parse_pairs(self.body):
            values.setdefault(name, []).append(value)
        entry = {
            "index": index,
            "time": self.time,
            "method": self.method,
            "path": self.path,
            "parameters": {n: given if len(given) > 1 else given[0] for n, given in values.items()},
            "status": self.status,
        }
        if self.warnings:
            entry["warnings"] = list(self.warnings)
        return entry | ({"fault": self.fault} if self.fault else {})


class RequestLog:
    """The last requests, numbered from 0; the numbers go on after a clear."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=LONGEST)
        self._next = 0

    def add(self, entry: Entry) -> int:
        """Remember one request; returns its number."""
        self._entries.append(entry)
        self._next += 1
        return self._next - 1

    def list_since(self, index: int) -> list[dict[str, Any]]:
        """The requests from number `index` on, newest last."""
        first = self._next - len(self._entries)
        numbered = enumerate(self._entries, start=first)
        return [entry.describe(number) for number, entry in numbered if number >= index]

    def clear(self) -> None:
        """Forget all requests."""
        self._entries.clear()


def parse_pairs(encoded: bytes) -> list[tuple[str, str]]:
    """The names and values of a query or a form."""
    return parse_qsl(encoded.decode(errors="replace"), keep_blank_values=True)
