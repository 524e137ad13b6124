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
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.core import queries
from simulator.core.agenda import Agenda
from simulator.core.derived import Derived
from simulator.core.staleness import Staleness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from simulator.core.documents import Document, Listing

T = TypeVar("T")
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
        self._derived = Derived()
        self._changed: dict[str, dict[str, str]] = {}  # of the open transaction: texts by kind and key
        self._counters: dict[str, int] = {}  # of the open transaction
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
            self._write_changes()
        except BaseException:
            self._db.execute("ROLLBACK")
            self._forget_changes()
            raise
        self._db.execute("COMMIT")

    def _write_changes(self) -> None:
        """What has been changed, in one go before the end of the transaction."""
        for kind in tuple(self._changed):
            self._write_kind(kind)
        self._db.executemany("INSERT OR REPLACE INTO counters VALUES (?, ?)", self._counters.items())
        self._counters.clear()
        self.agenda.write_forgotten()

    def _write_kind(self, kind: str) -> None:
        """Before documents of a kind are searched: what the search is to find."""
        if changed := self._changed.pop(kind, None):
            self._db.executemany(
                "UPDATE documents SET doc = ? WHERE kind = ? AND key = ?",
                [(text, kind, key) for key, text in changed.items()],
            )

    def _forget_changes(self) -> None:
        self._changed.clear()
        self._counters.clear()
        self._derived.clear()
        self.agenda.lose_track()

    def insert(self, kind: str, key: str, document: Document, *, parent: str = "") -> None:
        """Add a document; `parent` is the SID it is listed under."""
        self.staleness.remember(kind, key, None)
        self._derived.note_write((kind, key), (kind,), (kind, "of", parent))
        self._db.execute(
            "INSERT INTO documents (kind, key, account, parent, doc) VALUES (?, ?, ?, ?, ?)",
            (kind, key, document.get("account_sid") or "", parent, _dump(document)),
        )

    def get(self, kind: str, key: str) -> Document | None:
        """The document, or None."""
        self._derived.note_read((kind, key))
        return self.peek(kind, key)

    def peek(self, kind: str, key: str) -> Document | None:
        """The same, of which nothing that is being derived is to depend."""
        return self.staleness.view(kind, key, self._present(kind, key))

    def _present(self, kind: str, key: str) -> Document | None:
        if text := self._changed.get(kind, {}).get(key):
            changed: Document = _load(text)
            return changed
        row = self._db.execute("SELECT doc FROM documents WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return _load(row[0]) if row else None

    def put(self, kind: str, key: str, document: Document) -> None:
        """Replace a document that exists."""
        if self.staleness.seconds:
            self.staleness.remember(kind, key, self._present(kind, key))
        self._derived.note_write((kind, key), (kind,))
        with self.transaction():
            self._changed.setdefault(kind, {})[key] = _dump(document)

    def delete(self, kind: str, key: str) -> None:
        """Forget a document."""
        if self.staleness.seconds:
            self.staleness.remember(kind, key, self._present(kind, key))
        self._derived.note_write((kind, key), (kind,))
        self._changed.get(kind, {}).pop(key, None)
        self._db.execute("DELETE FROM documents WHERE kind = ? AND key = ?", (kind, key))

    def note_read(self, topic: str, key: str) -> None:
        """Let what is being derived depend on a topic of one's own, which `note_write` changes."""
        self._derived.note_read((topic, key))

    def note_write(self, topic: str, key: str) -> None:
        """Make anew what was derived from a topic; for what is narrower than a document."""
        self._derived.note_write((topic, key))

    def derive(self, name: tuple[object, ...], compute: Callable[[], T]) -> T:
        """
        What `compute` makes of documents, kept until one of those is written that it has read.

        The value is shared: nobody may change it. `name` tells it from all others.
        """
        return compute() if self.staleness.reading else self._derived.get(name, compute)

    def find(self, kind: str, **where: Any) -> list[Document]:
        """All documents of a kind with these values, oldest first."""
        self._derived.note_read((kind,))
        return [document for _key, document in self._all({"kind": kind}, where)]

    def _all(self, columns: Mapping[str, Any], where: Mapping[str, Any]) -> list[tuple[str, Document]]:
        self._write_kind(columns["kind"])
        terms, values = queries.build_conditions(columns, where)
        rows = self._db.execute(f"SELECT key, doc FROM documents WHERE {terms} ORDER BY seq", values)
        return [(key, _load(doc)) for key, doc in rows]

    def find_children(self, kind: str, parent: str) -> list[Document]:
        """All documents of a kind under a parent, oldest first."""
        found = self._all({"kind": kind, "parent": parent}, {})
        self._derived.note_read((kind, "of", parent))
        for key, _document in found:
            self._derived.note_read((kind, key))
        return [document for _key, document in found]

    def read_page(self, listing: Listing, window: queries.Window) -> list[tuple[int, Document]]:
        """Newest first, each with its position."""
        self._write_kind(listing.kind)
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
        self._forget_changes()
        self.agenda.clear()
        for table in ("documents", "counters"):
            self._db.execute(f"DELETE FROM {table}")

    def next_number(self, name: str) -> int:
        """The next number of a counter, starting with 1."""
        with self.transaction():
            number = self._counters.get(name) or self._read_number(name)
            self._counters[name] = number + 1
        return number + 1

    def _read_number(self, name: str) -> int:
        row = self._db.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

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
_encode = json.encoder.c_make_encoder(  # type: ignore[attr-defined]  # what JSONEncoder makes for each document
    *({}, None, json.encoder.encode_basestring_ascii, None, ":", ","),
    *(False, False, True),  # keys as they are, none left out, NaN allowed
)


def _dump(document: Document) -> str:
    return "".join(_encode(document, 0))


def _load(text: str) -> Any:
    return _scan(text, 0)[0]
