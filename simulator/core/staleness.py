"""
Stale reads: for some seconds after a write, reads see what was there before it.

Keeps the earlier state of what changed, in memory; a restart is a return to health.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.core.documents import Document


@dataclass
class Staleness:
    """Earlier states by kind and key; `seconds` of 0 means that reads are fresh."""

    seconds: float = 0.0
    now: float = 0.0
    reading: bool = False
    _earlier: dict[tuple[str, str], tuple[float, Document | None]] = field(default_factory=dict)

    def remember(self, kind: str, key: str, document: Document | None) -> None:
        """Before a write: what reads go on seeing; a second write in the time adds nothing."""
        if not self.seconds:
            return
        known = self._earlier.get((kind, key))
        if known is None or known[0] <= self.now:
            self._earlier[kind, key] = (self.now + self.seconds, document)

    def view(self, kind: str, key: str, document: Document | None) -> Document | None:
        """What a read sees instead of the present state."""
        if not (self.reading and self._earlier):
            return document
        until, earlier = self._earlier.get((kind, key), (0.0, None))
        return earlier if until > self.now else document

    def heal(self) -> None:
        """Forget everything; reads are fresh."""
        self.seconds = 0.0
        self._earlier.clear()
