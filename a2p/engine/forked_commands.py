"""
Commands of `a2p`, as a process runs them that lives long: each in a fork of one that has all of it loaded.

A fork begins in a hundredth of the time that a command takes by itself, and nothing of one outlives it: no
cache, no memory, no secret, no list of redacted values. Where no run can be forked, no command is either.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from a2p.engine.project import EngineProject
from a2p.engine.warm_process import find_obstacle

STATUS: Final = b'{"status": %d}\n'  # what a command tells at its end
_SERVER: Final = ("-P", "-m", "a2p.cli.command_server")
_KILLED: Final = -9
_LONGEST: Final = 1 << 24
_TO_END: Final = 5.0  # seconds


@dataclass(frozen=True)
class CommandRequest:
    """A command: its arguments without the program's name, the folder it is in, and its whole environment."""

    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]

    @classmethod
    def read_from(cls, connection: socket.socket) -> "CommandRequest | None":
        """The request: one line of JSON; None where whoever asked is gone."""
        with connection.makefile("rb") as lines:
            line = lines.readline(_LONGEST)
        return cls(**json.loads(line)) if line.endswith(b"\n") else None

    def to_line(self) -> bytes:
        """The same, to be sent."""
        return json.dumps({**vars(self), "environment": dict(self.environment)}).encode() + b"\n"

    def enter(self, standard: Sequence[int]) -> None:
        """Be where the command is, with its environment and its streams."""
        for number, descriptor in enumerate(standard):
            os.dup2(descriptor, number)
            os.close(descriptor)
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.environment)


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
        self._server: _Server | None = None

    def run(self, project: EngineProject, arguments: Sequence[str], env: Mapping[str, str]) -> CommandEnd:
        """Run a command in a project's folder, with nobody to ask, and read what it writes."""
        request = CommandRequest(arguments, str(project.folder), env)
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
            return CommandEnd(status, _read_text(output.fileno()), _read_text(errors.fileno()))

    def end(self) -> None:
        """Let the process end, and each command that it still has: a run ends the calls that it is in."""
        with self._starting:
            if self._server:
                self._server.end()
            self._server = None

    def _begin(self) -> "_Server":
        if self._server is None:
            atexit.register(self.end)
        else:
            self._server.end()
        return _Server()

    def _ask(self, request: CommandRequest, standard: Sequence[int]) -> int | None:
        """How the command ended; None where it was not begun."""
        with self._starting:
            if self._server is None or self._server.has_ended:
                self._server = self._begin()
            connection = self._server.ask(request, standard)
        return _wait(connection) if connection else None


class _Server:
    """A process that forks commands (a2p/cli/command_server.py)."""

    def __init__(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                [sys.executable, *_SERVER, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    @property
    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def ask(self, request: CommandRequest, standard: Sequence[int]) -> socket.socket | None:
        """The socket of a command that was asked for; None where nobody is there to begin it."""
        line = request.to_line()
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [b"c"], [theirs.fileno(), *standard])
            ours.sendall(line)
        except OSError:
            ours.close()
            return None
        return ours

    def end(self) -> None:
        self._control.close()
        try:
            self._process.wait(_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _wait(connection: socket.socket) -> int:
    """
    How a command ended.

    Of one that was killed nobody says how; the same of one that was asked for when the server died.
    """
    with connection, connection.makefile("rb") as lines:
        try:
            line = lines.readline(_LONGEST)
        except OSError:
            line = b""
    return int(json.loads(line)["status"]) if line.endswith(b"\n") else _KILLED


def _read_text(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(os.dup(descriptor), "rb") as content:
        return content.read().decode("utf-8", errors="replace")


def _run_by_itself(request: CommandRequest) -> CommandEnd:
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
