"""
Which requests came in: what benchmarks and tests count. In memory, and without credentials.
"""

from __future__ import annotations

from collections import deque
from typing import Any

LONGEST = 200_000


class RequestLog:
    """The last requests, numbered from 0; the number of one goes on counting after a clear."""

    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=LONGEST)
        self.last = 0

    def add(
        self, time: float, method: str, path: str, pairs: list[tuple[str, str]], status: int
    ) -> None:
        """Remember one request; a parameter given more than once has a list of values."""
        parameters: dict[str, Any] = {}
        for name, value in pairs:
            if name in parameters:
                earlier = parameters[name]
                earlier = earlier if isinstance(earlier, list) else [earlier]
                parameters[name] = [*earlier, value]
            else:
                parameters[name] = value
        self._entries.append(
            {
                "index": self.last,
                "time": time,
                "method": method,
                "path": path,
                "parameters": parameters,
                "status": status,
            }
        )
        self.last += 1

    def since(self, index: int) -> list[dict[str, Any]]:
        """The requests from number `index` on, newest last."""
        return [entry for entry in self._entries if entry["index"] >= index]

    def clear(self) -> None:
        """Forget all requests."""
        self._entries.clear()
