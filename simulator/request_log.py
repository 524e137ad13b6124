"""Which requests came in: what benchmarks and tests count. In memory, and without credentials."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulator.app import Exchange

LONGEST = 200_000


class RequestLog:
    """The last requests, numbered from 0; the numbers go on after a clear."""

    def __init__(self) -> None:
        self._entries: deque[tuple[int, Exchange, int, str | None]] = deque(maxlen=LONGEST)
        self._next = 0

    def add(self, exchange: Exchange, status: int, fault: str | None) -> int:
        """Remember one request; returns its number."""
        number = self._next
        self._next += 1
        self._entries.append((number, exchange, status, fault))
        return number

    def since(self, index: int) -> list[dict[str, Any]]:
        """The requests from number `index` on, newest last."""
        return [_describe(*entry) for entry in self._entries if entry[0] >= index]

    def clear(self) -> None:
        """Forget all requests."""
        self._entries.clear()


def _describe(number: int, exchange: Exchange, status: int, fault: str | None) -> dict[str, Any]:
    """Time is simulated; a status of 0 means that the request was lost before it was handled."""
    entry = {
        "index": number,
        "time": exchange.now,
        "method": exchange.method,
        "path": exchange.path,
        "parameters": _parameters(exchange.query + exchange.form),
        "status": status,
    }
    return entry | ({"fault": fault} if fault else {})


def _parameters(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """By name; one that was given more than once has a list of values."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return {name: given if len(given) > 1 else given[0] for name, given in values.items()}
