# ruff: noqa: S608  # what is put into SQL by name are names of our own; values are always bound
"""
Everything the simulator remembers, in one SQLite file.

Documents are JSON objects by kind and key. A write is on disk before its answer is sent, so
that kill -9 loses nothing that was acknowledged. One thread uses a Store; SQLite serialises it.
"""

from __future__ import annotations

import json
import json.scanner
import os
import sqlite3
from collections import defaultdict
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.core import queries
from simulator.core.agenda import Agenda
from simulator.core.staleness import Staleness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from simulator.core.documents import Document, Listing

T = TypeVar("T")
MOST_DERIVED = 100_000
MOST_STATEMENTS = 512
MEMORY = ":memory:"
SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key TEXT NOT NULL,
    account TEXT NOT NULL, parent TEXT NOT NULL, doc TEXT NOT NULL, UNIQUE (kind, key));
CREATE INDEX IF NOT EXISTS documents_placed ON documents (kind, parent, account, seq);
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Store:
    """Documents, due transitions, counters and settings."""

    def __init__(self, path: str) -> None:
        self.staleness = Staleness()
        self._writes: dict[str, int] = defaultdict(int)  # how often documents of a kind were written
        self._derived: dict[object, tuple[tuple[int, ...], Any]] = {}
        if path != MEMORY and not Path(path).exists():
            os.close(os.open(path, os.O_CREAT, 0o600))  # what was declared is personal
        self._db = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=MOST_STATEMENTS
        )
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(SCHEMA)
        self.agenda = Agenda(self._db)
        for name in queries.FORMER_INDEXES:  # of databases of older simulators
            self._db.execute(f"DROP INDEX IF EXISTS documents_by_{name}")
        for statement in queries.list_indexes():
            self._db.execute(statement)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; joins a transaction that is already open."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            self.agenda.lose_track()
            self._derived.clear()
            raise
        self._db.execute("COMMIT")

    def insert(self, kind: str, key: str, document: Document, *, parent: str = "") -> None:
        """Add a document; `parent` is the SID it is listed under."""
        self.staleness.remember(kind, key, None)
        self._writes[kind] += 1
        self._db.execute(
            "INSERT INTO documents (kind, key, account, parent, doc) VALUES (?, ?, ?, ?, ?)",
            (kind, key, document.get("account_sid") or "", parent, _dump(document)),
        )

    def get(self, kind: str, key: str) -> Document | None:
        """The document, or None."""
        return self.staleness.view(kind, key, self._present(kind, key))

    def _present(self, kind: str, key: str) -> Document | None:
        row = self._db.execute("SELECT doc FROM documents WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return _load(row[0]) if row else None

    def put(self, kind: str, key: str, document: Document) -> None:
        """Replace a document that exists."""
        if self.staleness.seconds:
            self.staleness.remember(kind, key, self._present(kind, key))
        self._writes[kind] += 1
        self._db.execute(
            "UPDATE documents SET doc = ? WHERE kind = ? AND key = ?", (_dump(document), kind, key)
        )

    def delete(self, kind: str, key: str) -> None:
        """Forget a document."""
        if self.staleness.seconds:
            self.staleness.remember(kind, key, self._present(kind, key))
        self._writes[kind] += 1
        self._db.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def note_write(self, kind: str) -> None:
        """Make anew what was derived from this kind; for what is narrower than a kind of document."""
        self._writes[kind] += 1

    def derive(self, name: tuple[object, ...], kinds: tuple[str, ...], compute: Callable[[], T]) -> T:
        """
        What `compute` makes of documents of some kinds, kept until one of these kinds is written.

        The value is shared: nobody may change it. `name` tells it from all others.
        """
        if self.staleness.reading:
            return compute()
        stamp = tuple(self._writes[kind] for kind in kinds)
        known = self._derived.get(name)
        if known is not None and known[0] == stamp:
            value: T = known[1]
            return value
        if len(self._derived) >= MOST_DERIVED:
            self._derived.clear()
        value = compute()
        self._derived[name] = (stamp, value)
        return value

    def find(self, kind: str, **where: Any) -> list[Document]:
        """All documents of a kind with these values, oldest first."""
        return self._all({"kind": kind}, where)

    def _all(self, columns: Mapping[str, Any], where: Mapping[str, Any]) -> list[Document]:
        terms, values = queries.build_conditions(columns, where)
        rows = self._db.execute(f"SELECT doc FROM documents WHERE {terms} ORDER BY seq", values)
        return [_load(doc) for (doc,) in rows]

    def find_children(self, kind: str, parent: str) -> list[Document]:
        """All documents of a kind under a parent, oldest first."""
        return self._all({"kind": kind, "parent": parent}, {})

    def read_page(self, listing: Listing, window: queries.Window) -> list[tuple[int, Document]]:
        """Newest first, each with its position."""
        columns = {"kind": listing.kind, "parent": listing.parent, "account": listing.account_sid}
        terms, values = queries.build_conditions(columns, listing.where)
        if window.before is not None:
            terms, values = f"{terms} AND seq < ?", [*values, window.before]
        index = queries.choose_index(listing.kind, listing.where)
        rows = self._db.execute(
            f"SELECT seq, key, doc FROM documents {index} WHERE {terms} ORDER BY seq DESC LIMIT ? OFFSET ?",
            [*values, window.limit, window.skip],
        )
        view = self.staleness.view
        seen = [(seq, view(listing.kind, key, _load(doc))) for seq, key, doc in rows]
        return [(seq, document) for seq, document in seen if document is not None]

    def list_kinds(self) -> list[str]:
        """The kinds of which there is a document."""
        return [kind for (kind,) in self._db.execute("SELECT DISTINCT kind FROM documents")]

    def clear(self) -> None:
        """Forget everything that happened; the settings stay."""
        self.staleness.heal()
        self.agenda.clear()
        self._derived.clear()
        for table in ("documents", "counters"):
            self._db.execute(f"DELETE FROM {table}")

    def next_number(self, name: str) -> int:
        """The next number of a counter, starting with 1."""
        row = self._db.execute(
            "INSERT INTO counters VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1"
            " RETURNING value",
            (name,),
        ).fetchone()
        return int(row[0])

    def get_setting(self, name: str) -> str | None:
        """A remembered setting, or None."""
        row = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Remember a setting."""
        self._db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Fold the write-ahead log into the file."""
        self._db.close()


# The parts of json.loads and json.dumps that do the work; their wrappers take as long as a small document.
_scan = json.scanner.make_scanner(json.JSONDecoder())  # type: ignore[arg-type]  # which is what it takes
_dump = json.JSONEncoder(separators=(",", ":")).encode


def _load(text: str) -> Any:
    return _scan(text, 0)[0]
