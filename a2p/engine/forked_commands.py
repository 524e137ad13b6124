"""
Commands of `a2p`, as a process runs them that lives long: each in a fork of one that has all of it loaded.

A fork begins in a hundredth of the time that a command takes by itself, and nothing of one outlives it: no
cache, no memory, no secret, no list of redacted values. Where no run can be forked, no command is either.
"""

import atexit
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from a2p.engine.forks import STATUS, ForkingProcess, ForkRequest
from a2p.engine.project import EngineProject
from a2p.engine.warm_process import find_obstacle

_SERVER: Final = ("-P", "-m", "a2p.cli.command_server")
_KILLED: Final = -9


@dataclass(frozen=True)
class CommandEnd:
    """How a command ended, and what it wrote. status: its exit code; -9 if its process was killed."""

    status: int
    output: str
    errors: str


class ForkedCommands:
    """The commands of one process that lives long. It may be used by several threads."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._server: ForkingProcess | None = None

    def run(self, project: EngineProject, arguments: Sequence[str], env: Mapping[str, str]) -> CommandEnd:
        """Run a command in a project's folder, with nobody to ask, and read what it writes."""
        request = ForkRequest(arguments, str(project.folder), env)
        if find_obstacle(project):
            return _run_by_itself(request)
        with (
            open(os.devnull, "rb") as nothing,  # noqa: PTH123  # no path
            tempfile.TemporaryFile() as output,
            tempfile.TemporaryFile() as errors,
        ):
            status = self._ask(request, (nothing.fileno(), output.fileno(), errors.fileno()))
            if status is None:
                return _run_by_itself(request)
            return CommandEnd(status, _read_text(output), _read_text(errors))

    def end(self) -> None:
        """Let the process end, and each command that it still has: a run ends the calls that it is in."""
        with self._starting:
            if self._server:
                self._server.end()
            self._server = None

    def _begin(self) -> ForkingProcess:
        if self._server is None:
            atexit.register(self.end)
        else:
            self._server.end()
        return ForkingProcess(_SERVER)

    def _ask(self, request: ForkRequest, standard: Sequence[int]) -> int | None:
        """
        How the command ended; None where it was not begun.

        Of one that was killed nobody says how; the same of one that was asked for when the server died.
        """
        with self._starting:
            if self._server is None or self._server.has_ended:
                self._server = self._begin()
            fork = self._server.ask(request, standard)
        if fork is None:
            return None
        ended = fork.read()
        fork.close()
        return ended.get(STATUS, _KILLED)


def _read_text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", errors="replace")


def _run_by_itself(request: ForkRequest) -> CommandEnd:
    done = subprocess.run(  # noqa: S603  # our own command
        [Path(sys.executable).parent / "a2p", *request.arguments],
        cwd=request.folder,
        env=dict(request.environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return CommandEnd(done.returncode, done.stdout, done.stderr)
