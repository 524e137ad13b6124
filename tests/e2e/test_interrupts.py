"""Ctrl-C on a terminal that the engine draws on ends a run over many customers, not only the one in front."""

from __future__ import annotations

import fcntl
import gzip
import os
import pty
import re
import struct
import termios
import time
from typing import TYPE_CHECKING, Any

import yaml

from a2p.cli.exit_codes import Exit
from tests.support.command import COMMAND, a2p
from tests.support.stack import Run, Stack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

CTRL_C = b"\x03"
LONG = 4.0  # seconds that Twilio takes for the call at which Ctrl-C is typed
DEADLINE = 200  # seconds
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
BRANDS = "/v1/a2p/BrandRegistrations"


def test_ctrl_c_ends_a_run_over_three_customers(tmp_path: Path, simulator: SimulatorProcess) -> None:
    stack = Stack.of_example("example", tmp_path, simulator)
    names = [stack.name, "second", "third"]
    declare_siblings(stack, names[1:])

    slow_down(simulator, "POST", BRANDS)
    up = run_on_terminal(stack, ["up", *names, "--yes"], lambda: has_lock(stack) and is_creating(stack))

    assert up.status == Exit.ERROR, up.output
    assert f"{stack.name}: interrupted" in up.output
    assert "third: not begun: the run was interrupted before\r\n  do: a2p up third" in up.output
    assert len(list_objects(simulator, "brand")) <= 1, "no other customer was begun"
    assert not has_lock(stack)

    simulator.control("DELETE", "/faults")
    for name in names:
        assert a2p(stack, "up", name, "--yes").status == Exit.PERSON
    services = len(list_objects(simulator, "service"))
    assert services == 3

    slow_down(simulator, "DELETE", "/v1/Services")
    down = run_on_terminal(stack, ["destroy", *names, "--yes"], lambda: has_lock(stack))

    assert down.status == Exit.ERROR, down.output[-300:]
    assert "second: not begun: the run was interrupted before\r\n  do: a2p destroy second" in down.output
    assert "third: not begun" in down.output
    assert len(list_objects(simulator, "service")) >= 2, "no other customer was destroyed"


def declare_siblings(stack: Stack, names: list[str]) -> None:
    """The same customer under other names, with nothing that only one of them can have."""
    content = yaml.safe_load(stack.file.read_text())
    config = {key: value for key, value in content["config"].items() if key != "a2p:phone_numbers"}
    for name in names:
        file = stack.file.with_name(f"Pulumi.{name}.yaml")
        file.write_text(yaml.safe_dump({"config": {**config, "a2p:phone_numbers": []}}))


def slow_down(simulator: SimulatorProcess, method: str, path: str) -> None:
    simulator.control("POST", "/faults", {"kind": "slow", "method": method, "path": path, "seconds": LONG})


def list_objects(simulator: SimulatorProcess, kind: str) -> list[Any]:
    """What the world holds of a kind."""
    objects: list[Any] = simulator.control("GET", "/state").get(kind, [])
    return objects


def has_lock(stack: Stack) -> bool:
    """Whether the engine is at work on the stack."""
    return any((stack.project.parent / "state/.pulumi/locks").rglob(f"{stack.name}/*.json"))


def is_creating(stack: Stack) -> bool:
    """Whether the engine has begun to create something."""
    folder = stack.project.parent / "state/.pulumi/stacks/a2p"
    for file in folder.glob(f"{stack.name}.json*"):
        content = file.read_bytes()
        if file.suffix in {".json", ".gz"} and b'"creating"' in (
            gzip.decompress(content) if file.suffix == ".gz" else content
        ):
            return True
    return False


def run_on_terminal(stack: Stack, words: list[str], is_time: Callable[[], bool]) -> Run:
    """Run the command on a terminal of a size that the engine draws on; type Ctrl-C as soon as it is time."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(stack.project)
        environment = {**stack.environment(), "TERM": "xterm-256color"}
        os.execve(COMMAND, [str(COMMAND), *words], environment)  # noqa: S606  # our own command
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
    os.set_blocking(terminal, False)
    output, typed, deadline = b"", False, time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        try:
            output += os.read(terminal, 65536)
        except BlockingIOError:
            time.sleep(0.05)
        except OSError:  # the last process has closed it
            break
        if not typed and is_time():
            time.sleep(1.0)  # into the slow call, past what the engine does before it
            os.write(terminal, CTRL_C)
            typed = True
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    return Run(os.waitstatus_to_exitcode(status), _ESCAPES.sub("", output.decode(errors="replace")))
