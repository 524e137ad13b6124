"""What is due is applied in its order, in slices that hold nobody up, and a mistake in one stops no other."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

import pytest

from simulator.core.clock import Clock
from simulator.core.sids import Sids
from simulator.core.store import Store
from simulator.core.world import SLICE, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.core.documents import Due

START = 1_000_000.0


def build_world(apply: Callable[[World, Due], None]) -> World:
    store = Store(":memory:")
    return World(store, Clock(START, speed=0), Sids(10, store), {}, apply)


def schedule(world: World, count: int, *, first: float = 1.0) -> None:
    for number in range(count):
        world.store.agenda.schedule(START + first + number, "step", str(number), 0)


def test_a_backlog_is_worked_off_in_slices_and_the_clock_waits_for_it() -> None:
    applied: list[str] = []

    def slowly(_world: World, due: Due) -> None:
        applied.append(due.key)
        time.sleep(SLICE / 10)

    world = build_world(slowly)
    schedule(world, 60)
    world.clock.advance(1000)

    times = [world.apply_due()]
    assert 0 < len(applied) < 60
    while world.is_behind():
        assert world.clock.now() == times[-1]
        times.append(world.apply_due())

    assert applied == [str(number) for number in range(60)]
    assert times == sorted(times)
    assert times[-1] == world.clock.now() == START + 1000


@pytest.mark.parametrize("count", [3, 400])
def test_a_step_that_fails_stops_no_other_and_nothing_is_sent_twice(count: int) -> None:
    def fail_one(world: World, due: Due) -> None:
        world.outgoing.append(due.key)
        world.store.insert("done", due.key, {"account_sid": ""})
        if due.key == "2":
            raise RuntimeError("a mistake of the simulator's own")

    world = build_world(fail_one)
    schedule(world, count)
    world.clock.advance(1000)
    while world.is_behind():
        world.apply_due()

    expected = [str(number) for number in range(count)]
    assert list(world.outgoing) == [key for key in expected if key != "2"]
    assert len(world.store.find("done")) == count - 1


def test_what_is_scheduled_meanwhile_takes_its_place() -> None:
    applied: list[tuple[str, float]] = []

    def chain(world: World, due: Due) -> None:
        applied.append((due.key, due.at))
        if due.key == "0":
            world.store.agenda.schedule(due.at + 0.5, "step", "between", 0)
            world.store.agenda.schedule(due.at, "step", "at once", 0)

    world = build_world(chain)
    schedule(world, 300)
    world.clock.advance(1000)
    while world.is_behind():
        world.apply_due()

    keys = [key for key, _ in applied]
    assert keys[:4] == ["0", "at once", "between", "1"]
    assert len(keys) == 302
    assert [at for _, at in applied] == sorted(at for _, at in applied)


def insert_twice(store: Store, count: Callable[[], int]) -> None:
    store.insert("leaf", "c", {"account_sid": ""})
    assert store.derive(("leaves",), count) == 2
    store.insert("leaf", "c", {"account_sid": ""})


def test_what_was_derived_is_made_anew_when_its_documents_change() -> None:
    store = Store(":memory:")
    counted: list[int] = []

    def count() -> int:
        counted.append(len(store.find("leaf")))
        return counted[-1]

    assert [store.derive(("leaves",), count) for _ in range(3)] == [0, 0, 0]
    store.insert("leaf", "a", {"account_sid": ""})
    store.insert("other", "b", {"account_sid": ""})
    assert [store.derive(("leaves",), count) for _ in range(2)] == [1, 1]
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        insert_twice(store, count)
    assert store.derive(("leaves",), count) == 1
    assert counted == [0, 1, 2, 1]


def test_what_was_derived_of_one_customer_outlives_the_writes_of_others() -> None:
    store = Store(":memory:")
    for key in ("a", "b"):
        store.insert("branch", key, {"account_sid": ""})
        store.insert("leaf", f"leaf of {key}", {"account_sid": "", "size": 1}, parent=key)
    computed: list[str] = []

    def sum_up(key: str) -> int:
        def compute() -> int:
            computed.append(key)
            return sum(leaf["size"] for leaf in store.find_children("leaf", key))

        return store.derive(("sum", key), lambda: store.derive(("leaves", key), compute))

    assert [sum_up("a"), sum_up("b")] == [1, 1]
    store.put("leaf", "leaf of b", {"account_sid": "", "size": 5})
    assert [sum_up("a"), sum_up("b")] == [1, 5]
    store.insert("leaf", "another leaf of a", {"account_sid": "", "size": 2}, parent="a")
    store.delete("leaf", "leaf of b")
    assert [sum_up("a"), sum_up("b")] == [3, 0]
    assert computed == ["a", "b", "b", "a", "b"]


def test_a_change_is_seen_within_its_transaction_and_gone_with_it() -> None:
    store = Store(":memory:")
    store.insert("leaf", "a", {"account_sid": "", "size": 1})

    def change_and_fail() -> None:
        with store.transaction():
            store.put("leaf", "a", {"account_sid": "", "size": 2})
            assert store.get("leaf", "a") == {"account_sid": "", "size": 2}
            assert len(store.find("leaf", size=2)) == 1
            assert store.next_number("leaves") == 1
            store.put("leaf", "a", {"account_sid": "", "size": 3})
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        change_and_fail()
    assert store.get("leaf", "a") == {"account_sid": "", "size": 1}
    assert store.next_number("leaves") == 1
    with store.transaction():
        store.put("leaf", "a", {"account_sid": "", "size": 4})
    assert [leaf["size"] for leaf in store.find("leaf")] == [4]
    assert store.next_number("leaves") == 2
