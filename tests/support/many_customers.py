"""Stack files of many customers in one project, each a person or company of its own."""

from __future__ import annotations

import signal
import subprocess
from typing import TYPE_CHECKING, Any

import yaml

from a2p.cli.exit_codes import Exit
from a2p.yaml_input import load_yaml
from tests.support.command import COMMAND, CommandOutput
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess
    from tests.support.stack import Stack


def declare_customers(stack: Stack, names: Sequence[str]) -> None:
    """Declare customers like the one of `stack`, whose file goes; without numbers of their own."""
    content = load_yaml(stack.file.read_text())
    stack.file.unlink()
    for number, name in enumerate(names):
        config = {key: _make_own(value, number) for key, value in content["config"].items()}
        config["a2p:phone_numbers"] = []
        file = stack.file.with_name(f"Pulumi.{name}.yaml")
        file.write_text(yaml.safe_dump({"config": config}))


def edit_customer(stack: Stack, name: str, **changed: Any) -> None:
    """Change keys of one customer's file, which are written with __ for a dot."""
    file = stack.file.with_name(f"Pulumi.{name}.yaml")
    content = load_yaml(file.read_text())
    for path, value in changed.items():
        first, *rest = path.split("__")
        place, last = content["config"], f"a2p:{first}"
        for key in rest:
            place, last = place[last], key
        place[last] = value
    file.write_text(yaml.safe_dump(content))


def begin_all(stack: Stack, names: Sequence[str]) -> None:
    """Create their stacks, so that each has a passphrase."""
    salt = ""
    for name in names:
        file = stack.file.with_name(f"Pulumi.{name}.yaml")
        if salt:
            file.write_text(file.read_text() + salt)
        assert stack.pulumi("stack", "init", name).status == 0
        salt = salt or next(
            line for line in file.read_text().splitlines() if line.startswith("encryptionsalt")
        )


def find_ends(said: CommandOutput) -> dict[str, dict[str, Any]]:
    """How each customer's run has ended, by what a command over many says to a program."""
    return {each["stack"]: each for each in said.data["stacks"]}


def find_services(simulator: SimulatorProcess) -> set[str]:
    """The stacks that have a Messaging Service, by the mark in its name."""
    services = simulator.control("GET", "/state").get("service", [])
    return {each["friendly_name"].removeprefix("a2p/") for each in services}


def list_writes(stack: Stack) -> list[str]:
    """The calls that change something."""
    return [call for call in stack.calls() if not call.startswith("GET")]


def list_locks(stack: Stack) -> list[Path]:
    """The locks of the engine that are left in the state."""
    locks = stack.project.parent / "state/.pulumi/locks"
    return [file for file in locks.rglob("*.json") if file.is_file()]


def interrupt_up(stack: Stack, call: str) -> CommandOutput:
    """
    Press Ctrl-C in `a2p up --all` when it has begun a call, and what it says; it ends with an error.

    call: how the line of the log begins, such as `POST /v1/a2p/BrandRegistrations`.
    """
    up = subprocess.Popen(
        [COMMAND, "up", "--all", "--yes", "--json", "--jobs", "2"],
        cwd=stack.project,
        env=stack.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: any(made.startswith(call) for made in stack.calls()))
    up.send_signal(signal.SIGINT)
    out, err = up.communicate(timeout=90)
    assert up.returncode == Exit.ERROR, (out, err)
    assert "ending the calls that are being made; nothing else is begun" in err
    assert "not begun: the run was interrupted before" in out
    return CommandOutput(up.returncode, out, err)


def _make_own(value: Any, number: int) -> Any:
    """The same value with e-mail addresses, mobile numbers and EINs of this customer's own."""
    if isinstance(value, dict):
        return {key: _make_own(each, number) for key, each in value.items()}
    if isinstance(value, str) and "@" in value and " " not in value:
        return f"c{number}.{value}"
    if isinstance(value, str) and value.startswith("+1415555"):
        return f"+1415{2000000 + number}"
    if isinstance(value, str) and value.startswith("12-34567"):
        return f"12-{3456000 + number}"
    return value
