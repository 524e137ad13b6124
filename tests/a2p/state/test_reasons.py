"""Why bundles were rejected, kept beside each kind of state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from a2p.state.opening import open_store
from a2p.state.reasons import Reason, find_reason, load_reasons, save_reason
from a2p.state.state import StoredState

if TYPE_CHECKING:
    from tests.support.backends import Backend

NOW = datetime(2026, 11, 25, tzinfo=UTC)
BUNDLE = "BU" + "1" * 32


def test_a_reason_is_kept_and_an_older_one_that_comes_late_is_ignored(backend: Backend) -> None:
    store = open_store(backend.url, cwd=Path(), env=backend.variables)
    assert store is not None
    state = StoredState(store, "a2p")
    first = Reason(BUNDLE, "twilio-rejected", "no website", NOW)
    later = Reason(BUNDLE, "twilio-rejected", "no address", NOW + timedelta(hours=1))

    save_reason(state, "acme", later)
    save_reason(state, "acme", first)

    assert load_reasons(state, ["acme", "bolt"]) == {"acme": {BUNDLE: later}}


def test_what_cannot_be_read_is_nothing(backend: Backend) -> None:
    store = open_store(backend.url, cwd=Path(), env=backend.variables)
    assert store is not None
    state = StoredState(store, "a2p")
    store.write(state.layout.reasons("acme"), b"[1]")

    assert load_reasons(state, ["acme"]) == {"acme": {}}


def test_a_run_finds_the_reason_beside_the_state_of_its_own_project(backend: Backend, tmp_path: Path) -> None:
    store = open_store(backend.url, cwd=Path(), env=backend.variables)
    assert store is not None
    reason = Reason(BUNDLE, "twilio-rejected", "no website", NOW)
    save_reason(StoredState(store, "texts"), "acme", reason)
    find = partial(find_reason, env=backend.variables, folder=tmp_path)

    assert find("acme", BUNDLE) is None  # no project here
    (tmp_path / "Pulumi.yaml").write_text("name: texts\nruntime: python\n")
    assert find("acme", BUNDLE) == reason
    assert (find("bolt", BUNDLE), find("acme", "BU" + "2" * 32)) == (None, None)
    assert find_reason("acme", BUNDLE, {}, folder=tmp_path) is None  # Pulumi Cloud, which has no place for it
