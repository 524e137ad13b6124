"""What looks found that no run has recorded, kept beside each kind of state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from a2p.run_log import StackOutputs
from a2p.state.observed_statuses import ObservedStatus, forget_observed, load_observed, save_observed
from a2p.state.opening import open_store
from a2p.state.standing_tables import RecordedStatus
from a2p.state.state import StoredState

if TYPE_CHECKING:
    from tests.support.backends import Backend

NOW = datetime(2026, 11, 25, tzinfo=UTC)
HOUR = timedelta(hours=1)
SUSPENDED, VERIFIED = StackOutputs("campaign_suspended"), StackOutputs("verified")


@pytest.fixture
def state(backend: Backend) -> StoredState:
    store = open_store(backend.url, cwd=Path(), env=backend.variables)
    assert store is not None
    return StoredState(store, "a2p")


def recorded(stack: str, **more: Any) -> dict[str, RecordedStatus]:
    return {stack: RecordedStatus(stack, **{"outputs": VERIFIED, "at": NOW, "begun": True, **more})}


def test_what_a_look_found_is_kept_with_the_time_since_which_it_is_so(state: StoredState) -> None:
    save_observed(state, "acme", SUSPENDED, NOW + HOUR)
    save_observed(state, "acme", SUSPENDED, NOW + 2 * HOUR)

    found = {"acme": ObservedStatus(SUSPENDED, NOW + 2 * HOUR, NOW + HOUR)}
    assert load_observed(state, recorded("acme")) == found
    assert load_observed(state, recorded("acme") | recorded("bolt")) == found
    forget_observed(state, "acme")
    forget_observed(state, "acme")
    assert load_observed(state, recorded("acme")) == {}


@pytest.mark.parametrize(
    "later",
    [
        {"at": NOW + 3 * HOUR},  # a run has recorded it since
        {"failed": True},  # what that run has changed the next one says
        {"interrupted": True},
        {"outputs": None},
    ],
)
def test_a_look_says_nothing_where_a_later_or_an_unfinished_run_does(
    state: StoredState, later: dict[str, Any]
) -> None:
    save_observed(state, "acme", SUSPENDED, NOW + HOUR)

    assert load_observed(state, recorded("acme", **later)) == {}


def test_what_cannot_be_read_is_nothing(state: StoredState) -> None:
    state.store.write(state.layout.observation("acme"), b'{"outputs": []}')

    assert load_observed(state, recorded("acme")) == {}
    save_observed(state, "acme", SUSPENDED, NOW + HOUR)
    assert load_observed(state, recorded("acme"))["acme"].outputs == SUSPENDED
