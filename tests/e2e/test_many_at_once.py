"""Many customers in one command: what is shown is done and nothing else, in the order that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import requests

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.many_customers import (
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


@pytest.fixture
def stack(tmp_path: Path, simulator: SimulatorProcess) -> Stack:
    return Stack.of_example("example", tmp_path, simulator, begin=False)


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
