"""`a2p adopt`, killed while it reads an account, and run again: the same files, and no write at Twilio."""

from __future__ import annotations

import shutil
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from tests.support.command import COMMAND, a2p
from tests.support.killing import RunEnded, until_struck
from tests.support.simulator import ROOT, SimulatorProcess
from tests.support.stack import Stack
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.reliability.figures import Family

_HELD = 600  # seconds; nobody waits that long for an answer
_SPEED = 100
KINDS = {"slow": "before it is done", "slow_after": "after it, before the answer"}


@dataclass(frozen=True)
class Point:
    """One kill."""

    call: int
    kind: str

    def __str__(self) -> str:
        return f"a2p adopt, call {self.call}, {KINDS[self.kind]}"


@dataclass
class Account:
    """An account with a sole proprietor and a company that no stack has made, and what adoption writes."""

    simulator: SimulatorProcess
    folder: Path
    calls: int = 0
    written: dict[str, str] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[Account]:
        """With its customers in it, and adopted once without a disturbance."""
        with SimulatorProcess.start(_SPEED) as simulator:
            unmanaged = UnmanagedCustomers(simulator)
            unmanaged.sole_proprietor().decide_campaign("VERIFIED")
            unmanaged.business().decide_campaign("VERIFIED")
            account = cls(simulator, folder)
            stack = account.project("undisturbed")
            done = a2p(stack, *_arguments(stack))
            assert done.status == 0, done.err
            account.calls, account.written = len(stack.calls()), files(stack)
            try:
                yield account
            finally:
                simulator.kill()  # it still holds back what it was asked by the dead

    def project(self, name: str) -> Stack:
        """The program without a customer; the account has had no call yet."""
        project = self.folder / name / "project"
        (project / "stacks").mkdir(parents=True)
        for file in ("Pulumi.yaml", "__main__.py"):
            shutil.copy(ROOT / file, project / file)
        (project / ".venv").symlink_to(ROOT / ".venv")
        (self.folder / name / "state").mkdir()
        self.simulator.control("DELETE", "/requests")
        return Stack("none", project, self.simulator)


def files(stack: Stack) -> dict[str, str]:
    """All that adoption has written, hidden files too."""
    written = [each for each in stack.project.rglob("*") if ".venv" not in each.parts and each.is_file()]
    return {str(each.relative_to(stack.project)): each.read_text(encoding="utf-8") for each in written}


def points(account: Account) -> list[Point]:
    """Each call, before it is done and after."""
    return [Point(call, kind) for call, kind in product(range(1, account.calls + 1), KINDS)]


def try_all(account: Account, chosen: Sequence[Point], family: Family, enough: Callable[[], bool]) -> None:
    """Try points until there is no more time."""
    for point in chosen:
        if enough():
            return
        stack = account.project(f"call-{point.call}-{point.kind}")
        try:
            _kill(stack, point)
        except RunEnded:
            family.count("calls that were not come to")
            continue
        again = a2p(stack, *_arguments(stack))
        _judge(account, stack, family, str(point), [] if again.status == 0 else [again.err[-500:]])


def _arguments(stack: Stack) -> list[str]:
    return ["adopt", "--base-url", stack.simulator.url]


def _kill(stack: Stack, point: Point) -> None:
    """SIGKILL while the call is held, and whatever the run asks after it."""
    control = stack.simulator.control
    control("POST", "/faults", {"kind": point.kind, "nth": point.call, "seconds": _HELD})
    rest = {"kind": "slow", "nth": point.call, "times": 1_000_000, "seconds": _HELD}
    control("POST", "/faults", rest)
    running = subprocess.Popen(
        [COMMAND, *_arguments(stack)],
        cwd=stack.project,
        env=stack.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until_struck(stack, running)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait(timeout=10)
        control("DELETE", "/faults")


def _judge(account: Account, stack: Stack, family: Family, point: str, reasons: list[str]) -> None:
    written = [call for call in stack.calls() if not call.startswith("GET")]
    found = files(stack)
    differing = sorted(
        name for name in found.keys() | account.written.keys() if found.get(name) != account.written.get(name)
    )
    reasons += [f"{name} is not as an undisturbed run writes it" for name in differing] + written
    family.tried += 1
    family.count("killed")
    family.count("writes at Twilio", len(written))
    family.count("files unlike", len(differing))
    family.count("converged", not reasons)
    if reasons:
        family.blame(point, reasons)
