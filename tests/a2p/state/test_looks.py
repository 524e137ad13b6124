"""What comparisons have found, kept beside each kind of state until it is mended."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from a2p.run_log import FieldRecord, Outcome, VerdictRecord
from a2p.state.looks import Look, load_looks, save_looks
from a2p.state.opening import open_store
from a2p.state.state import StoredState

if TYPE_CHECKING:
    from tests.support.backends import Backend

NOW = datetime(2026, 11, 25, tzinfo=UTC)
VALUE = VerdictRecord("Profile", "BU1", Outcome.AMEND, fields=(FieldRecord("email", "UPDATE", "it differs"),))
STOP = VerdictRecord("Campaign", "MG1", Outcome.BLOCKED, "it is approved", "take the change back")
FOREIGN = VerdictRecord("Campaign", "MG1", Outcome.FOREIGN, "MG1 holds another Campaign", "find out whose")


def open_state(backend: Backend) -> StoredState:
    store = open_store(backend.url, cwd=Path(), env=backend.variables)
    assert store is not None
    return StoredState(store, "a2p")


def test_what_is_found_stands_until_a_look_finds_nothing(backend: Backend) -> None:
    state, look = open_state(backend), Look(NOW, (VALUE, FOREIGN), (STOP,))

    save_looks(state, {"acme": look, "bolt": Look(NOW, (VALUE,)), "carol": None})

    assert load_looks(state, ["acme", "carol"]) == {"acme": look}
    assert set(load_looks(state)) == {"acme", "bolt"}
    assert (look.values, look.foreign) == ((VALUE,), (FOREIGN,))
    save_looks(state, {"acme": None, "bolt": None})
    assert load_looks(state) == {}


def test_what_cannot_be_read_is_nothing(backend: Backend) -> None:
    state = open_state(backend)
    for content in (b"", b"[1]", b'{"version": 2, "at": "2026-11-25", "differences": []}', b"\xff"):
        state.store.write(state.layout.look("acme"), content)
        assert load_looks(state) == {}
