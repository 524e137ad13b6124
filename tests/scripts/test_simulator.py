"""script/simulator: one background process a working copy, and no other process is touched."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
import requests

from tests.scripts.clone import ROOT, Clone
from tests.support.declarations import declaration
from tests.support.subaccount import SUBACCOUNT_SID, TOKEN, VARIABLES


@pytest.fixture
def port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


@pytest.fixture
def clone(clone: Clone) -> Iterator[Clone]:
    (clone.root / ".venv").symlink_to(sys.prefix)
    (clone.root / "simulator").symlink_to(ROOT / "simulator")
    yield clone
    clone.run("script/simulator", "stop")


def simulator(clone: Clone, action: str, port: str, **env: str) -> subprocess.CompletedProcess[str]:
    return clone.run("script/simulator", action, A2P_SIMULATOR_PORT=port, **env)


def recorded_pid(clone: Clone) -> int:
    return int((clone.root / ".a2p/simulator/pid").read_text())


def test_start_is_done_once_it_answers_and_stop_ends_it(clone: Clone, port: str) -> None:
    assert simulator(clone, "start", port).returncode == 0
    assert f"runs at http://127.0.0.1:{port}" in simulator(clone, "status", port).stdout

    assert simulator(clone, "stop", port).returncode == 0
    assert simulator(clone, "status", port).returncode == 3


def test_it_has_the_subaccount_of_the_example_whose_token_the_environment_names(
    clone: Clone, port: str
) -> None:
    assert simulator(clone, "start", port).returncode == 0
    lines = simulator(clone, "env", port).stdout.splitlines()
    assert {f"export {name}={value}" for name, value in VARIABLES.items()} <= set(lines)

    path = f"/2010-04-01/Accounts/{SUBACCOUNT_SID}/IncomingPhoneNumbers.json"
    answer = requests.get(f"http://127.0.0.1:{port}{path}", auth=(SUBACCOUNT_SID, TOKEN), timeout=30)

    account, numbers = declaration("example-subaccount")["account"], answer.json()["incoming_phone_numbers"]
    assert account["sid"] == SUBACCOUNT_SID
    assert "+14155550110" in [each["phone_number"] for each in numbers]


def test_starting_twice_keeps_the_first(clone: Clone, port: str) -> None:
    simulator(clone, "start", port)
    first = recorded_pid(clone)

    again = simulator(clone, "start", port)

    assert "already runs" in again.stdout
    assert recorded_pid(clone) == first


def test_another_speed_starts_it_anew(clone: Clone, port: str) -> None:
    simulator(clone, "start", port)
    first = recorded_pid(clone)

    assert simulator(clone, "start", port, A2P_SIMULATOR_SPEED="60").returncode == 0
    assert recorded_pid(clone) != first


def test_a_taken_port_is_named_with_the_way_to_another_one(clone: Clone, port: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(port)))
        other.listen()
        told = simulator(clone, "start", port)

    assert told.returncode == 1
    assert told.stderr == (
        f"Port {port} is taken by another program: stop it, or choose a free port for the simulator with"
        " A2P_SIMULATOR_PORT=<port> and in the stack's a2p:baseUrl, and run this again.\n"
    )


def test_a_move_to_a_taken_port_leaves_the_running_one_alone(clone: Clone, port: str) -> None:
    simulator(clone, "start", port)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        moved = simulator(clone, "start", str(other.getsockname()[1]))

    assert moved.returncode == 1
    assert simulator(clone, "status", port).returncode == 0


def test_a_recorded_pid_that_is_anothers_by_now_is_left_alone(clone: Clone, port: str) -> None:
    folder = clone.root / ".a2p/simulator"
    folder.mkdir(parents=True)
    (folder / "pid").write_text(f"{os.getpid()}\n")

    told = simulator(clone, "stop", port)

    assert (told.returncode, told.stdout) == (0, "==> Simulator: does not run\n")


def test_a_simulator_that_cannot_start_shows_its_own_words(clone: Clone, port: str) -> None:
    told = simulator(clone, "start", port, A2P_SIMULATOR_SPEED="fast")

    assert told.returncode == 1
    assert "invalid float value: 'fast'" in told.stderr


def test_without_the_dependencies_it_says_how_to_install_them(clone: Clone, port: str) -> None:
    (clone.root / ".venv").unlink()

    told = simulator(clone, "start", port)

    assert told.stderr == "The simulator needs the Python dependencies: run `make setup` first.\n"
