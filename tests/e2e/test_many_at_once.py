"""Many customers in one command: what is shown is done and nothing else, in the order that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.many_customers import (
    declare_customers,
    find_ends,
    list_writes,
)
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

BRANDS = "/v1/a2p/BrandRegistrations"


@pytest.fixture
def stack(tmp_path: Path, simulator: SimulatorProcess) -> Stack:
    return Stack.of_example("example", tmp_path, simulator, begin=False)


def test_limits_are_checked_over_the_sum_before_anything_is_done(stack: Stack) -> None:
    declare_customers(stack, ["ada", "ben", "cleo"])

    held = a2p(stack, "up", "--all", "--yes", "--json", "--max-cost", "11")

    assert held.status == Exit.BLOCKED, held
    assert held.data["held"][0].startswith("fees: $12.00 for 3 of 3 customers, $1.00 over the $11")
    assert held.data["exit"] == Exit.BLOCKED
    assert list_writes(stack) == []
    assert "previewing" not in held.err, "no table without a terminal"
    assert held.err.count(" of 3)") == 3, "a line for each"


def test_what_would_stop_each_is_told_once_and_nobody_else_is_tried(stack: Stack) -> None:
    names = [f"c{number}" for number in range(7)]
    declare_customers(stack, names)

    said = a2p(stack, "up", "--all", "--yes", "--json", "--jobs", "2", env={"TWILIO_AUTH_TOKEN": "wrong"})

    assert said.status == Exit.ERROR
    problems = [each["problem"] for each in find_ends(said).values()]
    assert len(problems) == len(names)
    assert sum("Twilio answered 401" in problem for problem in problems) == 1, problems
    assert (
        sum("not begun: Twilio does not accept the credentials" in problem for problem in problems)
        >= len(names) - 4
    )
    assert list_writes(stack) == []
