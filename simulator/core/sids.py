"""
SIDs, registry ids and tokens, derived from the seed and a counter.

The same script with the same seed gets the same SIDs.
"""

from __future__ import annotations

import hashlib
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.core.store import Store

ALPHABET = string.ascii_uppercase + string.digits


def derive(seed: int, name: str) -> str:
    """32 hexadecimal digits that depend on nothing but the seed and the name."""
    return hashlib.blake2b(f"{seed}/{name}".encode(), digest_size=16).hexdigest()


class Sids:
    """Hands out identifiers; the counters live in the store, inside the caller's transaction."""

    def __init__(self, seed: int, store: Store) -> None:
        self.seed = seed
        self._store = store

    def new(self, prefix: str) -> str:
        """A Twilio SID: two letters and 32 hexadecimal digits."""
        return prefix + self._next(prefix)

    def new_registry_id(self, letter: str) -> str:
        """A seven-character id of The Campaign Registry (C7), such as `CRMTK1Z`."""
        number = int(self._next(f"tcr-{letter}"), 16)
        return letter + "".join(ALPHABET[(number >> 8 * i) % len(ALPHABET)] for i in range(6))

    def next_fraction(self, name: str) -> float:
        """The next number in [0, 1) of a seeded series."""
        return int(self._next(name), 16) / 2**128

    def _next(self, name: str) -> str:
        return derive(self.seed, f"{name}/{self._store.next_number(name)}")
