"""
The process that forks a command of `a2p` for each message on the socket that a worker holds the other end of.

    python -P -m a2p.cli.command_server <file descriptor of the socket>

It is asked as a2p/engine/forks.py says. All that commands use is loaded once, and so is what forks their runs
of the engine: a command by itself takes a second of a processor to load that.
"""

import gc
import importlib
import os
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final, NoReturn

from pydantic import TypeAdapter

from a2p.cli.app import main as run_verb
from a2p.drift.basis import digest_code
from a2p.engine.forks import STATUS, ForkRequest, open_control, receive, tell
from a2p.engine.process_control import end_with_parent
from a2p.engine.project import EngineProject
from a2p.engine.warm_process import get_warm_process, release_others
from a2p.errors import A2PError

_FAILED: Final = 70  # the exit code of a command that broke off; EX_SOFTWARE
# What the fleet's commands import only when they are at it.
_LOADED: Final = (
    "a2p.cli.preview",
    "a2p.cli.up",
    "a2p.cli.runs.event_subscriptions",
    "a2p.cli.runs.one_customer",
    "a2p.cli.runs.preview_report",
    "a2p.cli.runs.public_passphrase",
    "a2p.cli.runs.wait_after_kill",
    "a2p.drift.scan",
    "a2p.engine.twilio_session",
)


def serve_commands() -> NoReturn:
    """Fork until nobody can ask for more."""
    gc.disable()
    control = open_control(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # commands tell how they ended on their own sockets
    _load()
    while (descriptors := receive(control)) is not None:
        _fork_command(control, descriptors)
    os._exit(0)  # the warm process ends when the last command has


def _load() -> None:
    for name in _LOADED:
        importlib.import_module(name)
    TypeAdapter(str)  # cyclopts checks each argument by one, the first of which looks for plugins
    digest_code()
    gc.freeze()  # so that a collection in a command copies no page of what was loaded here


def _fork_command(control: socket.socket, descriptors: Sequence[int]) -> None:
    asked, *standard = descriptors
    with socket.socket(fileno=asked) as connection:
        request = ForkRequest.read_from(connection)
        if request:
            _warm_up(request)
            parent = os.getpid()
            if os.fork() == 0:
                end_with_parent(signal.SIGTERM, parent)
                control.close()
                _serve(connection, request, standard)
    for descriptor in standard:
        os.close(descriptor)


def _warm_up(request: ForkRequest) -> None:
    """Begin what forks the runs of the command's project; the command itself says what is wrong there."""
    with suppress(A2PError, OSError):
        project = _find_project(Path(request.folder))
        get_warm_process(project, many=True)
        release_others(project)


@lru_cache(maxsize=8)
def _find_project(folder: Path) -> EngineProject:
    return EngineProject.find(folder)


def _serve(connection: socket.socket, request: ForkRequest, standard: Sequence[int]) -> NoReturn:
    """Carry out the command, and end this process."""
    status = _FAILED
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        gc.enable()
        request.enter(standard)
        status = run_verb(list(request.arguments))
    except BaseException:  # noqa: BLE001  # a fork must never return into its parent's code
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        tell(connection, {STATUS: status})
        os._exit(status)


if __name__ == "__main__":
    serve_commands()
