"""
One command of the engine: its output streamed or captured, Ctrl-C passed on, and the verdicts it decided.

The engine stands in the same process group, so a Ctrl-C on the terminal reaches both it and this process,
which only has to survive it: the engine ends the calls it is in, and writes down what it did. Where the
engine draws on the terminal it reads the keys itself and no signal exists; then its log of events tells.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO

from a2p import run_log
from a2p.engine.errors import EngineError
from a2p.engine.events import log_events
from a2p.engine.liveness import note_running
from a2p.engine.project import EngineProject
from a2p.engine.starting import RunningEngine, start_engine
from a2p.key_services import find_refusal
from a2p.run_log import RunLog

# As a2p.twilio.client.settings reads it: a destroy, which runs no program, knows no other name.
_STACK = "A2P_STACK"
UNEXPECTED_CHANGES = 7  # the engine's exit code for changes that were not expected


@dataclass(frozen=True)
class EngineRun:
    """
    How a command of the engine ended.

    status: its exit code. log: what our providers decided, and what stopped them.
    """

    status: int
    output: str = ""
    log: RunLog = field(default_factory=RunLog)
    interrupted: bool = False


def run_pulumi(project: EngineProject, *arguments: str, to: IO[str] | None = None) -> EngineRun:
    """
    Run a command in front of the user.

    Its output goes unchanged to where ours goes, or to `to`.

    Raises:
        EngineError: the stack file names a key service that Pulumi.yaml does not allow; nothing was started.
    """
    if refusal := _find_refusal(project, arguments):
        raise EngineError(refusal)
    with _verdicts_file(project) as (file, before), log_events(arguments) as event_log:
        sys.stdout.flush()
        child = start_engine(
            project,
            [*arguments, *event_log.options],
            {**_environment(project, arguments, file), **event_log.environment},
            (0, to.fileno() if to else 1, 2),
        )
        with note_running(_stack_of(arguments), child.pid), _forward_signals(child) as passed:
            status = child.wait()
        interrupted = bool(passed) or event_log.was_cancelled()
        return EngineRun(status, "", _read_log(file, before), interrupted=interrupted)


def capture_pulumi(project: EngineProject, *arguments: str) -> EngineRun:
    """Run a command nobody watches, and read what it says."""
    if refusal := _find_refusal(project, arguments):
        return EngineRun(1, refusal)
    if _at_work.interrupted_by:
        return EngineRun(1, "interrupted", interrupted=True)
    with _verdicts_file(project) as (file, before):
        status, output = _run_captured(
            project, [*arguments, "--non-interactive"], _environment(project, arguments, file)
        )
        interrupted = bool(status and _at_work.interrupted_by)
        return EngineRun(status, output, _read_log(file, before), interrupted=interrupted)


def _run_captured(
    project: EngineProject, arguments: Sequence[str], env: Mapping[str, str]
) -> tuple[int, str]:
    """The exit status, and what was written to standard output and error."""
    reading, writing = os.pipe()
    with open(os.devnull, "rb") as nothing, os.fdopen(reading, "rb") as output:  # noqa: PTH123  # no path
        try:
            child = start_engine(project, arguments, env, (nothing.fileno(), writing, writing))
        finally:
            os.close(writing)
        _at_work.add(child)
        try:
            with note_running(_stack_of(arguments), child.pid):
                content = output.read()
                return child.wait(), content.decode("utf-8", errors="replace")
        finally:
            _at_work.discard(child)


class _CapturedCommands:
    """The captured commands that are at work, in all threads; none begins after an interrupt."""

    def __init__(self) -> None:
        self._engines: set[RunningEngine] = set()
        self.interrupted_by = 0  # the number of a signal

    def add(self, engine: RunningEngine) -> None:
        """Note one that has begun; while it was being started somebody may have interrupted."""
        self._engines.add(engine)
        if self.interrupted_by:
            engine.send_signal(self.interrupted_by)

    def discard(self, engine: RunningEngine) -> None:
        self._engines.discard(engine)

    def interrupt(self, number: int) -> None:
        """Pass a signal on, unless it is one of the terminal's, which all have heard."""
        self.interrupted_by = number
        if number == signal.SIGINT and _is_signalled_by_terminal():
            return
        for engine in self._engines.copy():
            engine.send_signal(number)


_at_work = _CapturedCommands()


def interrupt_all(number: int) -> None:
    """Have each captured command end the calls that it is in, and no other begin in this process."""
    _at_work.interrupt(number)


def _environment(project: EngineProject, arguments: Sequence[str], verdicts: Path) -> dict[str, str]:
    """The project's own, where verdicts go, and which stack it is: refusals name it in their commands."""
    env = {**project.env, run_log.ENV: str(verdicts)}
    if stack := _stack_of(arguments):
        env[_STACK] = stack
    return env


def _find_refusal(project: EngineProject, arguments: Sequence[str]) -> str:
    """Why the engine is not started at all: the stack file would have it call a stranger."""
    stack = _stack_of(arguments)
    return find_refusal(project.stack_file(stack), project.folder / "Pulumi.yaml") if stack else ""


def _stack_of(arguments: Sequence[str]) -> str:
    """The stack that a command is about, or "" where it names none."""
    return next((value for option, value in pairwise(arguments) if option in {"--stack", "-s"}), "")


@contextmanager
def _verdicts_file(project: EngineProject) -> Iterator[tuple[Path, int]]:
    """The file, and how much of it is older than this run: the user may keep one over many runs."""
    if kept := project.env.get(run_log.ENV):
        file = project.folder / kept
        yield file, file.stat().st_size if file.exists() else 0
        return
    with tempfile.TemporaryDirectory(prefix="a2p-") as folder:
        yield Path(folder) / "verdicts.jsonl", 0


def _read_log(file: Path, before: int) -> RunLog:
    """What was appended since the file had `before` bytes."""
    if not file.exists():
        return RunLog()
    with file.open("rb") as lines:
        lines.seek(before)
        return RunLog.from_lines(lines)


@contextmanager
def _forward_signals(child: RunningEngine) -> Iterator[list[int]]:
    """Until the child has ended, signals are its own; those that have arrived."""
    arrived: list[int] = []

    def forward(number: int, _frame: object) -> None:
        arrived.append(number)
        if not (number == signal.SIGINT and _is_signalled_by_terminal()):
            child.send_signal(number)

    before = {number: signal.signal(number, forward) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield arrived
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_signalled_by_terminal() -> bool:
    """Whether a Ctrl-C comes from a terminal, which tells the whole group. A second one would be too much."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)
