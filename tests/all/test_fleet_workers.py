"""What holds when customers kill their workers, or leave during a run while PostgreSQL dies."""

from __future__ import annotations

import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fleet.steering import open_steering
from tests.support.backends import make_database
from tests.support.fleet_folder import (
    count_ended,
    declare_texts,
    fetch_rows,
    has_actions,
    list_runs,
    run_worker,
)
from tests.support.mortal_postgres import Server
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from tests.support.backends import Backend


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "declared").mkdir()
    return tmp_path


def test_a_customer_that_kills_its_worker_is_stopped_and_named_and_retry_takes_it_back(
    folder: Path, postgres_backend: Backend
) -> None:
    declare_texts(folder, poison="kills")
    url = postgres_backend.url

    def is_stopped() -> bool:
        with open_steering(url) as steering:
            return any(row["status"] == "stopped" for row in steering.read_status()["stacks"])

    for _ in range(12):
        with run_worker(url, "one", folder) as process:
            wait_until(lambda: process.poll() is not None or is_stopped(), "killed or stopped")
        if is_stopped():
            break

    with open_steering(url) as steering:
        (row,) = steering.read_status()["stacks"]
        assert (row["status"], row["action"]) == ("stopped", "stopped")
        assert row["reason"].startswith("8 looks in a row have failed or were cut off")
        declare_texts(folder, poison="kills")
        steering.resume("poison")
        assert steering.read_status()["stacks"][0]["status"] == "active"
    assert len(list_runs(folder)) == 8


@pytest.mark.parametrize("leaves", ["pause", "cancel"])
def test_who_is_taken_out_during_a_run_stays_out_and_comes_back_though_the_database_dies(
    folder: Path, leaves: str
) -> None:
    """PostgreSQL is killed after each of the two; the others go on, and no two runs of one overlap."""
    declare_texts(folder, acme="slow", bolt="register", cole="register")
    server = Server(Path(tempfile.mkdtemp(prefix="a2p-postgres-")))
    try:
        url = make_database(server.url).url
        with run_worker(url, "one", folder):
            wait_until(lambda: ["begin", "acme"] in [line[:2] for line in list_runs(folder)], "a run at work")
            with open_steering(url) as steering:
                getattr(steering, leaves)("acme")
            server.kill_and_start()
            wait_until(
                lambda: {"acme", "bolt", "cole"} == set(count_ended(folder)), f"all: {list_runs(folder)}"
            )
            time.sleep(3)
            assert count_ended(folder)["acme"] == 1
            (row,) = fetch_rows(url, "select status from a2p_fleet_stack where stack = 'acme'")
            assert row == ("paused" if leaves == "pause" else "cancelled",)

            declare_texts(folder, acme="register")  # an edit, which takes nobody back
            time.sleep(1)
            with open_steering(url) as steering:
                steering.resume("acme")
            server.kill_and_start()
            is_looked_at = "select 1 from a2p_fleet_stack where stack = 'acme' and stage = 'verified'"
            wait_until(lambda: fetch_rows(url, is_looked_at), "acme is looked at again")
    finally:
        server.stop()
    at_work: set[str] = set()
    for what, stack, *_ in list_runs(folder):
        assert (what == "begin") == (stack not in at_work), list_runs(folder)
        at_work ^= {stack}


def test_after_postgresql_was_away_nobody_takes_the_work_of_the_living(folder: Path) -> None:
    """With the server every worker has lost its lock, and whoever is back first finds all others free."""
    declare_texts(folder, acme="slow", bolt="slow", cole="slow")
    names = ("one", "two", "three")
    server = Server(Path(tempfile.mkdtemp(prefix="a2p-postgres-")))
    try:
        url = make_database(server.url).url
        with ExitStack() as workers:
            for name in names:
                workers.enter_context(run_worker(url, name, folder))
            wait_until(lambda: len(list_runs(folder)) == len(names), "all at work")
            server.kill_and_start()
            wait_until(lambda: len(count_ended(folder)) == len(names), f"all ended: {list_runs(folder)}")
            wait_until(lambda: has_actions(url, most=len(names)), "all recorded")
            time.sleep(8)
        assert sum(count_ended(folder).values()) == len(names), list_runs(folder)
        assert not [name for name in names if "took over" in (folder / f"{name}.err").read_text()]
    finally:
        server.stop()
