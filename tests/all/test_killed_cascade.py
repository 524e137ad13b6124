"""
A cascade killed after each of its HTTP calls in turn, engine and plugins, and then run again (design 4, 6).

Whenever it was killed, the next `up` ends where an undisturbed one does: one of each object, the same Brand,
one Campaign, and nothing left to change.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.killing import kill_after, normalised
from tests.support.starting_points import StartingPoints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.stack import Stack

SHARES = 6  # tests of about equal length, so that the workers can share them


@pytest.fixture(scope="session")
def starting_points(tmp_path_factory: pytest.TempPathFactory) -> StartingPoints:
    return StartingPoints.of_session(tmp_path_factory)


@pytest.fixture(scope="session")
def undisturbed(starting_points: StartingPoints) -> dict[str, Any]:
    """How many calls a cascade makes that nobody kills, and what it leaves."""
    file = starting_points.folder / "undisturbed_cascade.json"
    with starting_points.locked("undisturbed_cascade"):
        if not file.exists():
            file.write_text(json.dumps(_undisturbed(starting_points)))
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def _undisturbed(starting_points: StartingPoints) -> dict[str, Any]:
    with _edited(starting_points, starting_points.folder / "undisturbed_cascade") as stack:
        run = stack.up()
        assert run.status == 0, run.output
        calls = stack.calls()
        assert sum(call.startswith("DELETE") and "Usa2p" in call for call in calls) == 1, "no cascade"
        return {"calls": calls, "left": normalised(stack.simulator.control("GET", "/state"))}


@contextmanager
def _edited(starting_points: StartingPoints, folder: Path) -> Iterator[Stack]:
    """A company whose Campaign is in review, and whose business name was edited since."""
    with starting_points.stack("standard_campaign_in_review", folder) as stack:
        stack.edit(lambda config: config["profile"]["business"].update(business_name="Acme Sandwiches LLC"))
        stack.simulator.control("DELETE", "/requests")
        yield stack
        stack.simulator.kill()  # it may still hold back what it was asked by the dead


@pytest.mark.parametrize("share", range(SHARES))
def test_a_cascade_that_was_killed_ends_as_one_that_was_not(
    share: int, undisturbed: dict[str, Any], starting_points: StartingPoints, tmp_path: Path
) -> None:
    calls = undisturbed["calls"]
    for number in range(1 + share, len(calls) + 1, SHARES):
        with _edited(starting_points, tmp_path / str(number)) as stack:
            kill_after(stack, number, "up", "--yes", "--skip-preview", "--stack", stack.name)
            _goes_on(stack, undisturbed["left"], f"killed after call {number}, {calls[number - 1]}")


def _goes_on(stack: Stack, left: dict[str, Any], when: str) -> None:
    """Released from its lock the stack is brought to the end by one `up`, and stays there."""
    cancelled = stack.pulumi("cancel", "--yes", "--stack", stack.name)
    assert cancelled.status == 0, f"{when}\n{cancelled.output}"
    again = stack.up()
    assert again.status == 0, f"{when}\n{again.output}"
    assert normalised(stack.simulator.control("GET", "/state")) == left, when
    quiet = stack.preview("--expect-no-changes")
    assert quiet.status == 0, f"{when}\n{quiet.output}"
