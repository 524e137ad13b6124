"""What is due next: a table of transitions with their times, the first of them kept in memory."""

from __future__ import annotations

from bisect import insort
from collections import deque
from typing import TYPE_CHECKING

from simulator.core.documents import Due

if TYPE_CHECKING:
    import sqlite3

SCHEMA = """
CREATE TABLE IF NOT EXISTS due (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, step TEXT NOT NULL,
    key TEXT NOT NULL, round INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS due_at ON due (at, seq);
"""
LOOKAHEAD = 256


class Agenda:
    """The transitions that wait, by their time; those of one time in the order in which they were started."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._db.executescript(SCHEMA)
        self._upcoming: deque[Due] = deque()
        self._is_known = False  # whether `_upcoming` begins with the first of all
        self._forgotten: list[tuple[int]] = []  # of the open transaction
        self._is_whole = False  # whether nothing is due after the last of `_upcoming`

    def schedule(self, at: float, step: str, key: str, round_: int) -> None:
        """Remember a transition for its time."""
        cursor = self._db.execute(
            "INSERT INTO due (at, step, key, round) VALUES (?, ?, ?, ?)", (at, step, key, round_)
        )
        if self._is_known and (self._is_whole or (self._upcoming and at < self._upcoming[-1].at)):
            insort(self._upcoming, Due(cursor.lastrowid or 0, at, step, key, round_), key=_order)

    def find_next(self) -> Due | None:
        """The transition whose time comes first; asked for with every request."""
        if not self._is_known or not (self._upcoming or self._is_whole):
            self._look_ahead()
        return self._upcoming[0] if self._upcoming else None

    def forget(self, due: Due) -> None:
        """Forget a transition that was applied, in a transaction of the store's."""
        self._forgotten.append((due.seq,))
        if self._upcoming and self._upcoming[0].seq == due.seq:
            self._upcoming.popleft()
        else:
            self._is_known = False

    def write_forgotten(self) -> None:
        """Delete what was forgotten; the store does before a transaction ends."""
        self._db.executemany("DELETE FROM due WHERE seq = ?", self._forgotten)
        self._forgotten.clear()

    def lose_track(self) -> None:
        """Read again what is due: the transaction was taken back."""
        self._forgotten.clear()
        self._is_known = False

    def clear(self) -> None:
        """Forget all."""
        self._db.execute("DELETE FROM due")
        self.lose_track()

    def _look_ahead(self) -> None:
        self.write_forgotten()
        rows = self._db.execute(
            "SELECT seq, at, step, key, round FROM due ORDER BY at, seq LIMIT ?", (LOOKAHEAD,)
        ).fetchall()
        self._upcoming = deque(Due(*row) for row in rows)
        self._is_known, self._is_whole = True, len(rows) < LOOKAHEAD


def _order(due: Due) -> tuple[float, int]:
    return due.at, due.seq
