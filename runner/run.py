"""One run: a fork that serves the program and the provider, with the engine as its child."""

import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from a2p.engine.forks import STATUS, ForkRequest, tell
from a2p.engine.liveness import RUN_NAME
from a2p.engine.process_control import end_with_parent, take_name
from runner.engine import fork_engine

if TYPE_CHECKING:
    from runner.servers import RunServers

_STARTED = "engine"  # the key of the process id that is sent to `a2p`
_PROJECT = "PULUMI_PROJECT"  # tells a plugin the namespace of its configuration
_FAILED = 70  # the exit status of a run that could not be started; EX_SOFTWARE


def serve_run(descriptors: Sequence[int], parent: int) -> NoReturn:
    """
    Carry out the run that is asked for on the first descriptor, and end this process.

    parent: the process that has forked this one. The run ends with it, also where that is dead already.
    """
    status = _FAILED
    try:
        end_with_parent(signal.SIGTERM, parent)
        status = _run(*descriptors)
    except BaseException:  # noqa: BLE001  # a fork must never return into its parent's code
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


def _run(connected: int, *standard: int) -> int:
    take_name(RUN_NAME)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with socket.socket(fileno=connected) as connection:
        connection.set_inheritable(False)
        request = ForkRequest.read_from(connection)
        if request is None:
            return _FAILED
        request.enter(standard)
        engine = fork_engine(request.arguments)  # before there is any thread
        os.environ[_PROJECT] = request.project
        signal.signal(signal.SIGTERM, lambda *_: engine.interrupt())
        from runner.engine_log import EngineLog  # noqa: PLC0415  # gRPC starts threads
        from runner.servers import RunServers  # noqa: PLC0415  # as above

        log = EngineLog()
        with RunServers.start() as servers, log.replacing_streams():
            engine.start(servers.options(request.arguments), servers.environment)
            tell(connection, {_STARTED: engine.pid})
            servers.load(log)
            status = engine.wait()
            if engine.was_killed:
                _let_calls_end(servers)
        tell(connection, {STATUS: status})
    return 0


def _let_calls_end(servers: "RunServers") -> None:
    """Wait for the calls that a killed engine has left behind, but not for what only waits."""
    import psutil  # noqa: PLC0415  # few runs are killed

    from a2p.engine.processes import wait_until_quiet  # noqa: PLC0415  # as above

    ending = threading.Thread(target=servers.finish_calls, daemon=True)
    ending.start()
    wait_until_quiet([psutil.Process()], until=lambda: not ending.is_alive())
