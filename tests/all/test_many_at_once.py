"""Many customers in one command: what else stops them all, and in which order they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.many_customers import (
    begin_all,
    declare_customers,
    edit_customer,
    find_ends,
    interrupt_up,
    list_locks,
    list_writes,
)
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

PROFILES = "/v1/CustomerProfiles"
PACE = 1.0  # simulated seconds between two registrations of Campaigns in an account (U9)


@pytest.fixture
def stack(tmp_path: Path, simulator: SimulatorProcess) -> Stack:
    return Stack.of_example("example", tmp_path, simulator, begin=False)


@pytest.mark.parametrize(
    ("env", "first", "others"),
    [
        ({"A2P_SIMULATOR_URL": "http://127.0.0.1:9"}, "No answer to GET", "Twilio cannot be reached"),
        ({"PULUMI_CONFIG_PASSPHRASE": "wrong"}, "incorrect passphrase", "the passphrase is wrong"),
    ],
)
def test_what_would_stop_each_is_told_once_and_nobody_else_is_tried(
    stack: Stack, env: dict[str, str], first: str, others: str
) -> None:
    names = [f"c{number}" for number in range(7)]
    declare_customers(stack, names)
    begin_all(stack, names)

    said = a2p(stack, "up", "--all", "--yes", "--json", "--jobs", "2", env=env)

    assert said.status == Exit.ERROR
    problems = [each["problem"] for each in find_ends(said).values()]
    assert len(problems) == len(names)
    assert sum(first in problem for problem in problems) == 1, problems
    assert sum(f"not begun: {others}" in problem for problem in problems) >= len(names) - 4
    assert list_writes(stack) == []


def test_an_interrupt_while_plans_are_made_does_nothing_at_all(
    stack: Stack, simulator: SimulatorProcess
) -> None:
    names = ["ada", "ben", "cleo", "dora", "eve"]
    declare_customers(stack, names)
    fault = {"kind": "slow", "method": "GET", "path": PROFILES, "seconds": 3.0}
    simulator.control("POST", "/faults", fault)

    interrupt_up(stack, f"GET {PROFILES}")

    assert list_writes(stack) == []
    assert list_locks(stack) == []


def test_a_number_moves_in_one_command_and_limits_of_the_account_hold(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator, begin=False)
    number, other = (each["sid"] for each in simulator.phone_numbers[:2])
    declare_customers(stack, ["ada", "ben"])
    edit_customer(stack, "ada", phone_numbers=[other])
    edit_customer(stack, "ben", phone_numbers=[number])
    began = a2p(stack, "up", "ada", "ben", "--yes", "--json")
    assert {each["outcome"] for each in find_ends(began).values()} == {"waiting"}, began
    made = simulator.control("GET", "/requests")
    registered = [call["time"] for call in made if call["method"] == "POST" and "Usa2p" in call["path"]]
    assert len(registered) == 2
    assert registered[1] - registered[0] >= PACE
    edit_customer(stack, "ada", phone_numbers=[other, number])
    edit_customer(stack, "ben", phone_numbers=[])

    moved = a2p(stack, "up", "--all", "--yes", "--json")

    assert {each["engine_exit"] for each in find_ends(moved).values()} == {0}, moved
    pools = simulator.control("GET", "/state")["pool_number"]
    assert len({each["service_sid"] for each in pools}) == 1
    assert {each["sid"] for each in pools} == {number, other}
    edit_customer(stack, "ada", phone_numbers=[other])
    assert a2p(stack, "up", "ada", "--yes").status == Exit.WAITING
    edit_customer(stack, "ben", phone_numbers=[number])
    assert a2p(stack, "up", "ben", "--yes").status == Exit.WAITING
    edit_customer(stack, "ada", phone_numbers=[number])
    edit_customer(stack, "ben", phone_numbers=[other])
    exchanged = a2p(stack, "up", "--all", "--yes", "--json")
    assert exchanged.status == Exit.BLOCKED
    assert all("exchange numbers" in each["problem"] for each in find_ends(exchanged).values())
