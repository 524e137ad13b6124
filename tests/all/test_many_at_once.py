"""Many customers in one command: what else stops them all, and in which order they are run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.many_customers import (
    begin_all,
    declare_customers,
    edit_customer,
    find_ends,
    find_services,
    interrupt_up,
    list_locks,
    list_writes,
)
from tests.support.stack import Stack
from tests.support.terminal import run_on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

BRANDS = "/v1/a2p/BrandRegistrations"
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
    first, second = simulator.phone_numbers[:2]
    number, written, other = first["sid"], first["phone_number"], second["sid"]
    declare_customers(stack, ["ada", "ben"])
    edit_customer(stack, "ada", phone_numbers=[other])
    edit_customer(stack, "ben", phone_numbers=[number])
    began = a2p(stack, "up", "ada", "ben", "--yes", "--json")
    assert {each["outcome"] for each in find_ends(began).values()} == {"waiting"}, began
    made = simulator.control("GET", "/requests")
    registered = [call["time"] for call in made if call["method"] == "POST" and "Usa2p" in call["path"]]
    assert len(registered) == 2
    assert registered[1] - registered[0] >= PACE
    edit_customer(stack, "ada", phone_numbers=[other, written])
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


def test_what_has_changed_between_showing_and_applying_is_refused_and_the_others_go_on(
    stack: Stack, simulator: SimulatorProcess
) -> None:
    names = ["ada", "ben", "cleo"]
    declare_customers(stack, names)
    assert a2p(stack, "up", "cleo", "--yes").status == Exit.PERSON
    (service,) = simulator.control("GET", "/state")["service"]
    edit_customer(stack, "cleo", messaging_service={"sticky_sender": False, "smart_encoding": True})

    def meddle() -> None:
        edit_customer(stack, "ben", wait="1s")
        answer = requests.post(
            f"{simulator.url}/v1/Services/{service['sid']}",
            data={"SmartEncoding": "false"},
            auth=(simulator.account_sid, simulator.auth_token),
            timeout=30,
        )
        assert answer.ok

    up = run_on_terminal(stack, ["up", *names], answer_to="3 customers? yes/no:", before_answer=meddle)

    assert up.status == Exit.BLOCKED, up.output
    assert "ben: its file was edited after this was shown" in up.output
    assert "that was not so in the preview of this run" in up.output
    assert find_services(simulator) == {"ada", "cleo"}
    (kept,) = [
        each for each in simulator.control("GET", "/state")["service"] if each["sid"] == service["sid"]
    ]
    assert (kept["sticky_sender"], kept["smart_encoding"]) == (True, False), "as somebody has left it"
    again = a2p(stack, "up", *names, "--yes", "--json")
    assert {name: each["outcome"] for name, each in find_ends(again).items()} == dict.fromkeys(
        names, "person"
    )
    assert find_services(simulator) == set(names)
    assert "left at work" not in up.output + again.err, "no run takes another one for an orphan"


def test_an_interrupt_ends_the_calls_begins_nothing_and_leaves_no_lock(
    stack: Stack, simulator: SimulatorProcess
) -> None:
    names = ["ada", "ben", "cleo", "dora", "eve"]
    declare_customers(stack, names)
    fault = {"kind": "slow", "method": "POST", "path": BRANDS, "seconds": 3.0}
    simulator.control("POST", "/faults", fault)

    interrupt_up(stack, f"POST {BRANDS}")

    assert find_services(simulator) <= {"ada", "ben"}, "nobody else was begun"
    assert list_locks(stack) == []
    simulator.control("DELETE", "/faults")
    again = a2p(stack, "up", "--all", "--yes", "--json")
    assert again.status == Exit.PERSON, again
    assert len(simulator.control("GET", "/state")["brand"]) == len(names), "none was bought twice"
