"""The engine as the child of a run."""

import json
import os
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from a2p.engine.process_control import end_with_parent

_PROGRAM = "pulumi"
_CANNOT_START = 127
# What this process ignores or handles, and the engine must not inherit as ignored.
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE, signal.SIGCHLD)


@dataclass
class Engine:
    """
    A process that becomes the engine when `start` is called.

    status: as the shell has it, negative for a signal; None until it has ended.
    """

    pid: int
    _start: int
    status: int | None = field(default=None)

    def start(self, options: Sequence[str], environment: Mapping[str, str]) -> None:
        """Become the engine, with further options and variables."""
        with os.fdopen(self._start, "w", encoding="utf-8") as pipe:
            json.dump([list(options), dict(environment)], pipe)

    def interrupt(self) -> None:
        """Have it end the calls that it is in, and write down what it did."""
        if self.status is None:
            os.kill(self.pid, signal.SIGINT)

    def wait(self) -> int:
        """Its exit status; negative for the signal that has killed it."""
        _, waited = os.waitpid(self.pid, 0)
        self.status = os.waitstatus_to_exitcode(waited)
        return self.status

    @property
    def was_killed(self) -> bool:
        return self.status is not None and self.status < 0


def fork_engine(arguments: Sequence[str]) -> Engine:
    """Fork the process that is to become the engine; while this process still has one thread."""
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(reading)
        return Engine(pid, writing)
    try:
        os.close(writing)
        _become_engine(arguments, reading, parent)
    finally:
        os._exit(_CANNOT_START)


def _become_engine(arguments: Sequence[str], reading: int, parent: int) -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    end_with_parent(signal.SIGINT, parent)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        options, environment = json.load(pipe)
    environment = {**os.environ, **environment}
    os.execvpe(_PROGRAM, [_PROGRAM, *arguments, *options], environment)  # noqa: S606  # as the environment has it
