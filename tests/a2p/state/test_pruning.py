"""What is deleted of a history: what is beyond a number and older than an age, a run as a whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from a2p.state.opening import open_state
from a2p.state.pruning import Retention, prune_history
from a2p.state.state import StoredState

if TYPE_CHECKING:
    from tests.support.backends import Backend

RUNS = 5


def ask_nobody(*arguments: str) -> tuple[int, str, str]:
    raise AssertionError(f"the engine is asked {arguments}")


@pytest.fixture
def state(backend: Backend) -> StoredState:
    """Five runs of two stacks, with a backup each."""
    opened = open_state(backend.url, "a2p", cwd=Path("/"), env=backend.variables, ask=ask_nobody)
    assert isinstance(opened, StoredState)
    for stack in ("acme", "acme-2"):
        for number in range(RUNS):
            run = f".pulumi/history/a2p/{stack}/{stack}-179534628668977460{number}"
            opened.store.write(f"{run}.history.json", b"{}")
            opened.store.write(f"{run}.checkpoint.json.gz", b"{}")
            opened.store.write(
                f".pulumi/backups/a2p/{stack}/{stack}.179534628668977460{number}.json.gz", b"{}"
            )
    return opened


def later(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def list_runs(state: StoredState, stack: str) -> list[str]:
    entries = state.store.list_entries(f".pulumi/history/a2p/{stack}/")
    return [entry.key.partition("-179534628668977460")[2] for entry in entries]


def test_what_is_old_and_beyond_the_number_goes_as_a_whole(state: StoredState) -> None:
    deleted = prune_history(state, "acme", Retention(runs=2, days=30), now=later(31))

    assert deleted == 2 * (RUNS - 2), "of the history and of the backups"
    of_each = [f"{number}.{part}" for number in (3, 4) for part in ("checkpoint.json.gz", "history.json")]
    assert list_runs(state, "acme") == of_each
    assert len(list_runs(state, "acme-2")) == 2 * RUNS
    assert len(state.store.list_entries(".pulumi/backups/a2p/acme/")) == 2


def test_what_is_young_stays_however_much_it_is(state: StoredState) -> None:
    assert prune_history(state, "acme", Retention(runs=2, days=30), now=later(29)) == 0
    assert len(list_runs(state, "acme")) == 2 * RUNS


def test_what_is_within_the_number_stays_however_old_it_is(state: StoredState) -> None:
    assert prune_history(state, "acme", Retention(runs=RUNS, days=1), now=later(999)) == 0


def test_the_retention_is_read_from_the_environment_and_nonsense_is_none() -> None:
    assert Retention.from_env({}) == Retention(runs=20, days=30)
    assert Retention.from_env({"A2P_HISTORY_RUNS": "3", "A2P_HISTORY_DAYS": "0"}) == Retention(
        runs=3, days=30
    )
    assert Retention.from_env({"A2P_HISTORY_RUNS": "all"}) == Retention()
