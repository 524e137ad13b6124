"""A state does not grow with the number of runs: one without work is not made, and old history goes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from a2p.state.backends.files import FileStore
from tests.support.command import a2p
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

DAY = 24 * 3600


def history(stack: Stack) -> list[str]:
    return [entry.key for entry in stack.state.store.list_entries(".pulumi/history/")]


def test_an_up_without_work_writes_nothing_and_one_after_a_review_does(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    assert a2p(stack, "up", "customer", "--yes").status == Exit.WAITING
    simulator.advance(3600)  # the reviews of profile and bundle end, that of the Campaign has begun
    assert "nothing to do" not in a2p(stack, "up", "customer", "--yes").err
    before = history(stack)

    again = a2p(stack, "up", "customer", "--yes")

    assert again.status == Exit.WAITING, again
    assert "nothing to do" in again.err
    assert "customer: campaign_in_review" in again.out
    assert history(stack) == before

    assert a2p(stack, "sim", "decide", "campaign", "customer", "VERIFIED").status == Exit.DONE
    approved = a2p(stack, "up", "customer", "--yes")

    assert approved.status == Exit.DONE, approved
    assert "customer: verified" in approved.out
    assert len(history(stack)) > len(before)


def test_history_that_is_old_and_long_is_deleted_and_since_stays(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    retention = {"A2P_HISTORY_RUNS": "1", "A2P_HISTORY_DAYS": "1"}
    up = ("up", "customer", "--yes", "--json", "--", "--skip-preview")
    (first,) = a2p(stack, *up).data["stacks"]
    a2p(stack, *up)
    assert isinstance(stack.state.store, FileStore)
    for key in history(stack):
        file = stack.state.store.folder / key
        os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 2 * DAY))

    (last,) = a2p(stack, *up, env=retention).data["stacks"]

    assert [key.rpartition(".json")[0].rpartition(".")[2] for key in history(stack)] == [
        "checkpoint",
        "history",
    ]
    assert last["since"] == first["since"]
