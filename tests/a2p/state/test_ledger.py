"""The ledger: kept in each kind of state, counted by digest, never with a value."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from a2p.state.ledger import KEY_ENV, EntryKind, Ledger, LedgerEntry
from a2p.state.opening import open_store

if TYPE_CHECKING:
    from a2p.state.store import Store
    from tests.support.backends import Backend

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
MOBILE = "14155550124"
WORLD = "simulator 0123abcd"


@pytest.fixture
def store(backend: Backend) -> Store:
    found = open_store(backend.url, cwd=Path("/"), env=backend.env)
    assert found
    return found


def use(ledger: Ledger, stack: str, owner: str, value: str = MOBILE) -> LedgerEntry:
    return LedgerEntry(EntryKind.USE, WORLD, stack, owner, NOW, "mobile", ledger.digest("mobile", value))


def test_uses_are_counted_once_each_and_found_by_another_process(store: Store) -> None:
    ledger = Ledger(store)
    for stack, owner in (("jane", "BN1"), ("bolt", "BN2"), ("jane", "BN1")):
        ledger.write(use(ledger, stack, owner))
    ledger.write(use(ledger, "jane", "BN1", "14155550125"))

    found = Ledger(store).list_uses(WORLD, "mobile", MOBILE)

    assert {(each.stack, each.owner) for each in found} == {("jane", "BN1"), ("bolt", "BN2")}
    assert Ledger(store).list_uses("Twilio", "mobile", MOBILE) == []
    assert Ledger(store).list_uses(WORLD, "email", MOBILE) == []


def test_an_entry_keeps_its_first_time_and_is_read_back_whole(store: Store) -> None:
    ledger = Ledger(store)
    paid = LedgerEntry(EntryKind.FEE, "Twilio", "jane", "BN1", NOW, "Brand registration", usd=Decimal("4.00"))
    text = LedgerEntry(EntryKind.OTP, "Twilio", "jane", "BN1", NOW.replace(hour=13), number=2)

    ledger.write(text)
    ledger.write(paid)
    ledger.write(replace(paid, at=NOW.replace(year=2027)))

    assert Ledger(store).list_all() == [paid, text]


def test_what_did_not_happen_is_taken_back(store: Store) -> None:
    ledger = Ledger(store)
    taken = use(ledger, "jane", "BU1")
    ledger.write(taken)
    ledger.remove(taken)
    ledger.remove(taken)

    assert ledger.list_uses(WORLD, "mobile", MOBILE) == []


def test_no_value_is_kept_and_a_digest_is_another_one_in_another_project(
    store: Store, tmp_path: Path
) -> None:
    ledger = Ledger(store)
    ledger.write(use(ledger, "jane", "BN1"))
    other = open_store((tmp_path / "other").as_uri(), cwd=tmp_path, env={})
    assert other

    keys = [entry.key for entry in store.list_entries(".a2p/ledger/")]
    kept = b"".join(store.read_many(keys).values()).decode()
    assert MOBILE not in kept + "".join(keys)
    assert MOBILE[1:] not in kept
    assert Ledger(other).digest("mobile", MOBILE) != ledger.digest("mobile", MOBILE)


def test_a_use_counts_by_whichever_key_it_was_written(store: Store) -> None:
    """Two first runs at once make two keys; and somebody gives one of their own later."""
    first = Ledger(store)
    first.write(use(first, "jane", "BN1"))
    store.write(".a2p/ledger/keys/0000", b"another")
    second = Ledger(store)
    second.write(use(second, "bolt", "BN2"))
    given = Ledger(store, "given by A2P_LEDGER_KEY")
    given.write(use(given, "acme", "BN3"))

    assert len({each.digest("mobile", MOBILE) for each in (first, second, given)}) == 3
    assert {each.stack for each in given.list_uses(WORLD, "mobile", MOBILE)} == {"jane", "bolt", "acme"}
    assert KEY_ENV == "A2P_LEDGER_KEY"


def test_what_another_version_has_written_is_left_out(store: Store) -> None:
    ledger = Ledger(store)
    ledger.write(use(ledger, "jane", "BN1"))
    store.write(
        f".a2p/ledger/{WORLD.replace(' ', '-')}/entries/jane/later.json", b'{"kind": "of a time to come"}'
    )

    assert [each.stack for each in ledger.list_all()] == ["jane"]
