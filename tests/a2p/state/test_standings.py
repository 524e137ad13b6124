"""Where all stacks stand: quick where nothing has changed, true whatever became of what was written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from a2p.state.backends.postgresql import PostgresStore
from a2p.state.errors import CheckpointUnreadable, StateUnreachable
from a2p.state.opening import open_state
from a2p.state.standings import read_standing, read_standings
from a2p.state.state import StoredState
from tests.support import written_states
from tests.support.written_states import AT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from a2p.state.standing_tables import RecordedStatus
    from a2p.state.store import Store
    from tests.support.backends import Backend

LATER = "2026-11-24T11:13:55.554009754Z"
BRAND = "urn:pulumi:acme::a2p::pulumi-python:dynamic/a2p:Brand::brand"


def ask_nobody(*arguments: str) -> tuple[int, str, str]:
    raise AssertionError(f"the engine is asked {arguments}")


class Counting:
    """A real store that tells which checkpoints were read."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.checkpoints: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def read_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        keys = list(keys)
        self.checkpoints += [key for key in keys if key.startswith(".pulumi/stacks")]
        return self.store.read_many(keys)


@pytest.fixture
def state(backend: Backend) -> StoredState:
    opened = open_state(backend.url, "a2p", cwd=Path("/"), env=backend.variables, ask=ask_nobody)
    assert isinstance(opened, StoredState)
    return opened


def put(
    state: StoredState, stack: str, stage: str = "verified", *, at: str = AT, pending: tuple[str, ...] = ()
) -> None:
    content = written_states.checkpoint(
        stack, {**written_states.WAITING, "stage": stage}, at=at, pending=pending
    )
    state.store.write(f".pulumi/stacks/a2p/{stack}.json", json.dumps(content).encode())


def put_history(
    state: StoredState, stack: str, number: int, stage: str, *, at: str, result: str = "succeeded"
) -> None:
    key = f".pulumi/history/a2p/{stack}/{stack}-{1795346286689774600 + number}"
    content = written_states.checkpoint(stack, {**written_states.WAITING, "stage": stage}, at=at)
    state.store.write(f"{key}.history.json", json.dumps({"kind": "update", "result": result}).encode())
    state.store.write(f"{key}.checkpoint.json", json.dumps(content).encode())


def read_counting(state: StoredState) -> tuple[dict[str, RecordedStatus], list[str]]:
    """What is found, and the stacks whose checkpoints were read for it."""
    if isinstance(state.store, PostgresStore):  # its table is chosen by the store's kind
        before = state.store.execute("select stack, written_at from a2p_standing")
        found = read_standings(state)
        after = state.store.execute("select stack, written_at from a2p_standing")
        return found, sorted(stack for stack, at in after if (stack, at) not in before)
    counting = Counting(state.store)
    found = read_standings(replace(state, store=counting))
    return found, sorted(Path(key).stem for key in counting.checkpoints)


def test_standings_are_made_once_and_then_only_of_what_has_changed(state: StoredState) -> None:
    for stack in ("acme", "bolt", "carl"):
        put(state, stack)

    first = read_counting(state)
    second = read_counting(state)
    put(state, "bolt", "waiting_for_otp", at=LATER)
    third = read_counting(state)

    assert first[1] == ["acme", "bolt", "carl"]
    assert second == (first[0], [])
    assert third[1] == ["bolt"]
    assert {stack: each.stage for stack, each in third[0].items()} == {
        "acme": "verified",
        "bolt": "waiting_for_otp",
        "carl": "verified",
    }


def test_a_standing_holds_what_the_last_run_left(state: StoredState) -> None:
    put(state, "acme", "waiting_for_otp", pending=(BRAND,))
    put_history(state, "acme", 1, "waiting_for_otp", at=AT, result="failed")

    found = read_standings(state, ["acme", "nobody"])

    assert list(found) == ["acme"]
    standing = found["acme"]
    assert (standing.interrupted, standing.failed, standing.begun) == (True, True, True)
    assert standing.at is not None
    assert standing.outputs is not None
    assert standing.outputs.find_resource("brand").sid == "BN1"
    assert read_standings(state)["acme"] == standing, "written down and read again"


def test_since_is_the_first_run_that_found_the_stage_and_outlives_the_history(state: StoredState) -> None:
    put_history(state, "acme", 1, "waiting_for_otp", at="2026-11-20T00:00:00Z")
    put_history(state, "acme", 2, "verified", at="2026-11-21T00:00:00Z")
    put(state, "acme", at=AT)

    first = read_standing(state, "acme")
    state.store.delete(entry.key for entry in state.store.list_entries(".pulumi/history/"))
    put(state, "acme", at=LATER)
    second = read_standing(state, "acme")

    assert first is not None
    assert second is not None
    assert first.since is not None
    assert first.since.isoformat() == "2026-11-21T00:00:00+00:00"
    assert second.since == first.since
    assert second.at != first.at


def test_an_unreadable_checkpoint_is_a_problem_of_its_stack_alone(state: StoredState) -> None:
    put(state, "acme")
    put(state, "bolt")
    state.store.write(".pulumi/stacks/a2p/acme.json", b'{"version": 3, "che')

    found = read_standings(state)

    assert "cannot be read" in found["acme"].problem
    assert found["acme"].remedy
    assert (found["bolt"].problem, found["bolt"].stage) == ("", "verified")
    with pytest.raises(CheckpointUnreadable):
        read_standing(state, "acme")
    put(state, "acme")
    assert read_standings(state)["acme"].problem == ""


def test_standings_that_are_damaged_or_lost_are_made_anew(state: StoredState) -> None:
    put(state, "acme")
    whole = read_standings(state)

    if isinstance(state.store, PostgresStore):
        state.store.execute("drop table a2p_standing")
    else:
        for entry in state.store.list_entries(".a2p/standings/"):
            state.store.write(entry.key, b"\x1f\x8b damaged")

    assert read_counting(state) == (whole, ["acme"])
    assert read_counting(state) == (whole, [])


def test_many_missing_standings_are_told_of_once(state: StoredState) -> None:
    for number in range(25):
        put(state, f"c{number}")
    told: list[str] = []

    found = read_standings(state, say=told.append)
    read_standings(state, say=told.append)

    assert len(found) == 25
    assert len(told) == 1
    assert "25 checkpoints" in told[0]


def test_who_may_only_read_is_told_all_the_same(postgres_backend: Backend) -> None:
    state = open_state(postgres_backend.url, "a2p", cwd=Path("/"), env={}, ask=ask_nobody)
    assert isinstance(state, StoredState)
    put(state, "acme")
    assert isinstance(state.store, PostgresStore)
    state.store.execute("drop role if exists reader")
    state.store.execute("create role reader login")
    state.store.execute("grant select on pulumi_state to reader")
    url = postgres_backend.url.replace("postgres@/", "reader@/")
    reader = open_state(url, "a2p", cwd=Path("/"), env={}, ask=ask_nobody)
    assert isinstance(reader, StoredState)

    assert read_standings(reader)["acme"].stage == "verified"
    with pytest.raises(StateUnreachable, match="do: grant select, insert"):
        reader.require_writable()
    state.store.execute("drop owned by reader")
    state.store.execute("drop role reader")
