"""
Many customers that are copies of one: its objects at the simulator, its stack file and its checkpoint.

The one is registered by real runs of the engine. Of each copy the SIDs, the name of its stack and what bears
this name are its own; what is sealed in the checkpoint is that of the one, under the same passphrase.
"""

from __future__ import annotations

import gzip
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.support.stack import Stack

_SID = re.compile(r"\b[A-Z]{2}[0-9a-f]{32}\b")
_OWN = 6  # hexadecimal digits of a SID that are the copy's own

Row = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Original:
    """The one: its objects, the SIDs that are its own, its checkpoint and its stack file."""

    name: str
    rows: list[Row]
    sids: frozenset[str]
    checkpoint: str
    file: Path

    def rename(self, text: str, number: int) -> str:
        """What stands in a text, as the copy of a number has it."""
        for sid in self.sids:
            text = text.replace(sid, copy_sid(sid, number))
        return text.replace(self.name, name_copy(number))


def name_copy(number: int) -> str:
    """The stack of a copy."""
    return f"c{number:05}"


def copy_sid(sid: str, number: int) -> str:
    """Of the same kind, and no other copy's."""
    return f"{sid[:-_OWN]}{number:0{_OWN}x}"


def read_rows(database: Path) -> list[Row]:
    """All objects of a world."""
    with closing(sqlite3.connect(database)) as opened:
        return opened.execute("SELECT kind, key, account, parent, doc FROM documents ORDER BY seq").fetchall()


def read_original(stack: Stack, database: Path, before: list[Row]) -> Original:
    """The one customer of a stack, who was registered after `before` was read."""
    known = {row[:2] for row in before}
    rows = [row for row in read_rows(database) if row[:2] not in known and _SID.fullmatch(row[1])]
    checkpoint = stack.state.store.read(f".pulumi/stacks/a2p/{stack.name}.json.gz") or b""
    sids = frozenset(row[1] for row in rows)  # others are Twilio's own, such as those of policies
    return Original(stack.name, rows, sids, gzip.decompress(checkpoint).decode(), stack.file)


def write_copies(original: Original, stack: Stack, database: Path, numbers: range) -> Mapping[str, int]:
    """Write them to a world that no simulator serves, to the state and to the project; names and numbers."""
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.executemany(
            "INSERT INTO documents (kind, key, account, parent, doc) VALUES (?, ?, ?, ?, ?)",
            (_copy_row(original, row, number) for number in numbers for row in original.rows),
        )
    for number in numbers:
        name = name_copy(number)
        shutil.copy(original.file, original.file.with_name(f"Pulumi.{name}.yaml"))
        content = original.rename(original.checkpoint, number).encode()
        stack.state.store.write(f".pulumi/stacks/a2p/{name}.json.gz", gzip.compress(content, 1))
    return {name_copy(number): number for number in numbers}


def _copy_row(original: Original, row: Row, number: int) -> Row:
    kind, key, account, parent, doc = row
    return (
        kind,
        original.rename(key, number),
        account,
        original.rename(parent, number),
        original.rename(doc, number),
    )
