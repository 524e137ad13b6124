"""
Forks of a process that has everything loaded, and how they are asked for.

Whoever asks holds one end of a socket, and the process forks for each message on the other: a byte with four
file descriptors, the socket of the fork, and its standard input, output and error. On its own socket a fork
is told what to do, and tells how it goes; each message there is one line of JSON. The process ends when the
first socket is closed, by those who ask or by their death.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

STATUS: Final = "status"  # the key of how a fork's work ended
_DESCRIPTORS: Final = 4
_LONGEST: Final = 1 << 24
_TO_END: Final = 5.0  # seconds


@dataclass(frozen=True)
class ForkRequest:
    """
    What a fork is to do: arguments, without a program's name, a folder, and the whole environment.

    project: the name of Pulumi's project, for a run of the engine.
    """

    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]
    project: str = ""

    @classmethod
    def read_from(cls, connection: socket.socket) -> "ForkRequest | None":
        """The request; None where whoever asked is gone."""
        with connection.makefile("rb") as lines:
            line = lines.readline(_LONGEST)
        return cls(**json.loads(line)) if line.endswith(b"\n") else None

    def to_line(self) -> bytes:
        """The same, to be sent."""
        return _to_line({**vars(self), "environment": dict(self.environment)})

    def enter(self, standard: Sequence[int]) -> None:
        """Be where it is to be done, with its environment and its streams."""
        for number, descriptor in enumerate(standard):
            os.dup2(descriptor, number)
            os.close(descriptor)
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.environment)


def open_control(descriptor: int) -> socket.socket:
    """The socket of a process that forks; no program that is started inherits it."""
    control = socket.socket(fileno=descriptor)
    control.set_inheritable(False)
    return control


def receive(control: socket.socket) -> list[int] | None:
    """The descriptors of the next fork; None when nobody can ask for more."""
    message, descriptors, *_ = socket.recv_fds(control, 1, _DESCRIPTORS)
    return descriptors if message else None


def tell(connection: socket.socket, content: Mapping[str, int]) -> None:
    """Send a message, if somebody still listens."""
    try:
        connection.sendall(_to_line(content))
    except OSError:
        return


class Fork:
    """One that was asked for."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._lines = connection.makefile("rb")

    def read(self) -> dict[str, int]:
        """The next message; empty where its process is gone."""
        try:
            line = self._lines.readline(_LONGEST)
        except OSError:
            return {}
        return json.loads(line) if line.endswith(b"\n") else {}

    def close(self) -> None:
        """Listen no more."""
        self._lines.close()
        self._connection.close()


class ForkingProcess:
    """
    The process that forks; several threads, and forks of the process that has begun it, may ask it.

    python: Python's arguments, a module of ours by `-m` the last. options: the module's own. cwd, env: of the
    new process; those of this one if left out.
    """

    def __init__(
        self,
        python: Sequence[str],
        options: Sequence[str] = (),
        *,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self._control, theirs = socket.socketpair()
        self._asking = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own modules
                [sys.executable, *python, str(theirs.fileno()), *options],
                cwd=cwd,
                env=env,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    @property
    def has_ended(self) -> bool:
        """Whether it is gone; also for a fork of the process that has begun it."""
        try:
            return not self._control.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def ask(self, request: ForkRequest, standard: Sequence[int]) -> Fork | None:
        """Have a request carried out, with three standard streams; None where it forks no more."""
        line = request.to_line()
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._asking:
                socket.send_fds(self._control, [b"f"], [theirs.fileno(), *standard])
            ours.sendall(line)
        except OSError:
            ours.close()
            return None
        return Fork(ours)

    def release(self) -> None:
        """Have it end with the last process that still asks: this one does not any more."""
        self._control.close()

    def end(self) -> None:
        """Let it end, and every fork that it still has with it."""
        self._control.close()
        try:
            self._process.wait(_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _to_line(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content).encode() + b"\n"
