"""A run in a fork is the run that a plain `pulumi` makes; and what is left when it is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from a2p.cli.exit_codes import Exit
from a2p.engine.liveness import RUN_NAME
from a2p.engine.processes import find_orphans
from a2p.engine.warm_process import SWITCH
from tests.scenarios.both_engines import find_differences, list_of_each_kind, play
from tests.support.command import COMMAND, CommandOutput, a2p
from tests.support.stack import Stack
from tests.support.waiting import is_alive, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.simulator import SimulatorProcess
    from tests.support.starting_points import StartingPoints

BY_ITSELF = {SWITCH: "off"}
BRANDS = "/v1/a2p/BrandRegistrations"


@pytest.mark.parametrize("scenario", [pytest.param(each, id=each.name) for each in list_of_each_kind()])
def test_each_kind_of_scenario_comes_to_the_same_by_a_plain_engine(
    scenario: Scenario, starting_points: StartingPoints, tmp_path: Path
) -> None:
    plain = play(starting_points, scenario, tmp_path / "plain", in_fork=False)
    forked = play(starting_points, scenario, tmp_path / "forked", in_fork=True)

    assert find_differences(forked, plain) == []


def test_both_ways_decide_say_and_record_the_same(tmp_path: Path, simulator: SimulatorProcess) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)

    def remember(declared: dict[str, Any]) -> None:
        declared["campaign"]["description"] += " Since 2019."

    new = both_ways(stack, "preview", stack.name, "--json")
    assert [each["verdict"] for each in new.data["stacks"][0]["verdicts"]].count("register") > 3
    first = a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview")
    assert first.status == Exit.PERSON, first.err
    recorded = shape_of(stack.export())
    assert stack.preview("--expect-no-changes").status == 0, "plain pulumi finds nothing to do"
    assert stack.up().status == 0
    assert shape_of(stack.export()) == recorded
    both_ways(stack, "preview", stack.name)
    stack.edit(remember)
    edited = both_ways(stack, "preview", stack.name, "--json")
    assert edited.status == Exit.DONE
    both_ways(stack, "drift", stack.name, "--json")


def test_a_wrong_stack_file_and_wrong_credentials_are_told_alike(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    both_ways(stack, "preview", stack.name, "--json", env={"TWILIO_AUTH_TOKEN": "wrong"})
    stack.edit(lambda declared: declared["profile"].pop("email"))
    wrong = both_ways(stack, "preview", stack.name)
    assert "profile.email" in wrong.out


@pytest.mark.parametrize("struck", ["engine", "run", "all"])
def test_whatever_is_killed_nothing_is_left_and_the_next_run_converges(
    tmp_path: Path, simulator: SimulatorProcess, struck: str
) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    simulator.control("POST", "/faults", {"kind": "slow", "method": "POST", "path": BRANDS, "seconds": 4.0})
    up = subprocess.Popen(
        [COMMAND, "up", stack.name, "--yes", "--", "--skip-preview"],
        cwd=stack.project,
        env=stack.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until(lambda: is_asking_for_brand(stack))
    ours = psutil.Process(up.pid).children(recursive=True)
    named = {"engine": ["pulumi"], "run": [RUN_NAME], "all": [each.name() for each in ours]}[struck]
    for process in ours:
        if process.is_running() and process.name() in named:
            process.send_signal(signal.SIGKILL)
    if struck == "all":
        os.kill(up.pid, signal.SIGKILL)
    up.wait(timeout=90)
    wait_until(lambda: not any(map(is_alive, ours)))
    assert find_orphans(stack.project) == []

    again = a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview")

    assert again.status == Exit.PERSON, again.err
    assert len(simulator.control("GET", "/state")["brand"]) == 1
    assert stack.preview("--expect-no-changes").status == 0


def both_ways(stack: Stack, *arguments: str, env: dict[str, str] | None = None) -> CommandOutput:
    """The same command by itself and in a fork, which must not differ in anything that it says."""
    plain = a2p(stack, *arguments, env={**(env or {}), **BY_ITSELF})
    forked = a2p(stack, *arguments, env=env)
    assert (forked.status, lines_of(forked.out)) == (plain.status, lines_of(plain.out)), forked.err
    return forked


def lines_of(output: str) -> list[str]:
    """What is said, without how often it was drawn that something is under way, and in which order."""
    lines = (line.strip() for line in output.splitlines())
    return sorted({line for line in lines if line and not line.startswith("@ ") and "Duration" not in line})


def shape_of(state: str) -> Any:
    """
    What is recorded: which inputs and outputs, of which ids. Secrets are sealed anew in each run.

    In the order of names: that of the state is of when a step ended, and some are done side by side.
    """
    resources = json.loads(state)["deployment"]["resources"]
    return sorted(
        (each["urn"], sorted(each.get("inputs", {})), sorted(each.get("outputs", {})), each.get("id", ""))
        for each in resources
    )


def is_asking_for_brand(stack: Stack) -> bool:
    checkpoint = stack.state.read_checkpoint(stack.name)
    return checkpoint is not None and any(each.urn.endswith("::brand") for each in checkpoint.pending)
