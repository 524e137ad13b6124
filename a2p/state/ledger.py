"""
The ledger: what is used up for life, and what was told and paid, beside the state, and apart from the stacks.

    .a2p/ledger/keys/<id>                                    keys of the digests, in hexadecimal digits
    .a2p/ledger/<world>/uses/<kind>/<digest>/<owner>.json    one use of one value by one Brand
    .a2p/ledger/<world>/entries/<stack>/<name>.json          a fee, a resubmission, a text message

It survives `destroy`, and is never pruned. Each entry is an object of its own, named by what makes it one: to
write it again changes nothing, and no two runs write the same object with other contents. Of a value there is
a digest only, an HMAC with a key that stands beside it, or that A2P_LEDGER_KEY gives: without the key nobody
can try which phone number it is.
"""

import hmac
import json
import os
import re
import secrets
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from a2p.state.backends.files import FileStore
from a2p.state.call_times import find_state_home
from a2p.state.opening import find_backend, open_store
from a2p.state.store import Store

KEY_ENV: Final = "A2P_LEDGER_KEY"
_ROOT: Final = ".a2p/ledger/"
_KEYS: Final = f"{_ROOT}keys/"
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")


class EntryKind(StrEnum):
    """What an entry is about."""

    USE = "use"
    FEE_SHOWN = "fee_shown"
    FEE = "fee"
    RESUBMISSION = "resubmission"
    OTP = "otp"


@dataclass(frozen=True)
class LedgerEntry:
    """
    One entry. world: Twilio, or which simulator. owner: the SID that it is about, or "".

    name: of a use its kind, of a fee its name, else "". digest: of a use, else "". usd: of a fee. number: of
    a resubmission or a text message, counted from 1; of a fee that may come again, when it did.
    """

    kind: EntryKind
    world: str
    stack: str
    owner: str
    at: datetime
    name: str = ""
    digest: str = ""
    usd: Decimal = Decimal(0)
    number: int = 0

    @property
    def key(self) -> str:
        """Where it is kept; the same for the same event."""
        world = _make_safe(self.world)
        if self.kind is EntryKind.USE:
            return f"{_ROOT}{world}/uses/{self.name}/{self.digest}/{_make_safe(self.owner)}.json"
        amount = str(self.usd) if self.kind is EntryKind.FEE_SHOWN else ""
        parts = (self.kind.value, self.owner, self.name, amount, str(self.number or ""))
        return f"{_ROOT}{world}/entries/{self.stack}/{_make_safe('-'.join(filter(None, parts)))}.json"

    def to_json(self) -> dict[str, Any]:
        return {**vars(self), "kind": self.kind.value, "at": self.at.isoformat(), "usd": str(self.usd)}

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "LedgerEntry":
        """
        From what `to_json` gave.

        Raises:
            KeyError, TypeError, ValueError: it is something else.
        """
        at, usd = datetime.fromisoformat(content["at"]), Decimal(content["usd"])
        return cls(**{**content, "kind": EntryKind(content["kind"]), "at": at, "usd": usd})


class Ledger:
    """The ledger of one state. Its methods raise StateUnreachable."""

    def __init__(self, store: Store, given_key: str = "") -> None:
        self._store = store
        self._given_key = given_key
        self._known_keys: list[str] = []

    def write(self, entry: LedgerEntry) -> None:
        """Keep an entry; one that is there already keeps its time."""
        if self._store.read(entry.key) is None:
            self._store.write(entry.key, json.dumps(entry.to_json()).encode())

    def remove(self, entry: LedgerEntry) -> None:
        """Take back an entry of what has not happened."""
        self._store.delete([entry.key])

    def list_uses(self, world: str, kind: str, value: str) -> list[LedgerEntry]:
        """Who has used a value, by whichever key it was counted."""
        places = [f"{_ROOT}{_make_safe(world)}/uses/{kind}/{each}/" for each in self._digest_all(kind, value)]
        return self._read(entry.key for place in places for entry in self._store.list_entries(place))

    def list_all(self) -> list[LedgerEntry]:
        """Every entry of every world, oldest first."""
        keys = [entry.key for entry in self._store.list_entries(_ROOT) if not entry.key.startswith(_KEYS)]
        return sorted(self._read(keys), key=lambda entry: (entry.at, entry.key))

    def digest(self, kind: str, value: str) -> str:
        """A value as it is kept: 32 hexadecimal digits, another one with another key."""
        return self._digest_all(kind, value)[0]

    def _digest_all(self, kind: str, value: str) -> list[str]:
        message = f"{kind}:{value}".encode()
        return [hmac.digest(key.encode(), message, "sha256").hex()[:32] for key in self._load_keys()]

    def _load_keys(self) -> list[str]:
        """
        The keys, that of new entries first; one is made where there is none.

        Of two that two first runs have made at once both stay: each counts what was counted by the other.
        """
        if not self._known_keys:
            kept = self._list_kept_keys()
            if not (kept or self._given_key):
                self._store.write(f"{_KEYS}{secrets.token_hex(8)}", secrets.token_hex(32).encode())
                kept = self._list_kept_keys()
            self._known_keys = [*([self._given_key] if self._given_key else []), *kept]
        return self._known_keys

    def _list_kept_keys(self) -> list[str]:
        names = sorted(entry.key for entry in self._store.list_entries(_KEYS))
        contents = self._store.read_many(names)
        return [contents[name].decode() for name in names if name in contents]

    def _read(self, keys: Iterable[str]) -> list[LedgerEntry]:
        found = []
        for content in self._store.read_many(keys).values():
            try:
                found.append(LedgerEntry.from_json(json.loads(content)))
            except (ValueError, TypeError, KeyError, ArithmeticError):
                continue  # of a version to come
        return found


# One for each place in a process: a store may hold a connection.
_opened: Final[dict[tuple[str, ...], Ledger]] = {}
_opening: Final = threading.Lock()


def open_ledger(env: Mapping[str, str] | None = None, *, folder: Path | None = None) -> Ledger:
    """
    The ledger beside the state of a project in a folder, the current one if none is named.

    Where only the engine can read the state, it is in a file of this machine.
    """
    env = os.environ if env is None else env
    folder = folder or Path.cwd()
    project = folder / "Pulumi.yaml"
    backend = find_backend(env, project.read_text(encoding="utf-8") if project.exists() else "")
    place = (backend, str(folder), str(find_state_home(env)), env.get(KEY_ENV, ""))
    with _opening:
        if place not in _opened:
            store = open_store(backend, cwd=folder, env=env) or FileStore(find_state_home(env) / "a2p")
            _opened[place] = Ledger(store, env.get(KEY_ENV, ""))
        return _opened[place]


def _make_safe(name: str) -> str:
    """As a part of a key."""
    return _UNSAFE.sub("-", name) or "unknown"
