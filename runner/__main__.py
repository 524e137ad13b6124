"""
The process that forks one run for each message on the socket that `a2p` holds the other end of.

    python -m runner <file descriptor of the socket> [--many]

It is asked as a2p/engine/forks.py says. With --many everything is loaded before the first run. Else as much
is as there is time for until a run is asked for, and each run loads the rest while its engine starts, which
is sooner done for a single one.
"""

import gc
import os
import select
import signal
import socket
import sys
from typing import NoReturn

from a2p.engine.forks import open_control, receive
from a2p.engine.process_control import become_reaper
from runner.run import serve_run

MANY = "--many"


def main() -> NoReturn:
    """Fork until nobody can ask for more."""
    gc.disable()  # until all is loaded (RunServers.load): none of that is garbage
    control = open_control(int(sys.argv[1]))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the engine's; it ends the calls it is in
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # runs tell how they ended on their own sockets
    become_reaper()
    if MANY in sys.argv:
        _load()
    else:
        _load_until_asked(control)
    parent = os.getpid()
    while (descriptors := receive(control)) is not None:
        if os.fork() == 0:
            control.close()
            serve_run(descriptors, parent)
        for descriptor in descriptors:
            os.close(descriptor)
    os._exit(0)  # there is nothing to tidy up, and `a2p` waits for this end


def _load() -> None:
    from runner.warm import load_for_many  # noqa: PLC0415  # half a second

    load_for_many()
    gc.freeze()  # so that a collection in a run copies no page of what was loaded here


def _load_until_asked(control: socket.socket) -> None:
    """Load in small parts: none of them is worth it that a run waits for more than one."""
    from runner.warm import list_parts, load_part  # noqa: PLC0415  # as above

    for part in list_parts():
        if select.select([control], [], [], 0)[0]:
            return
        load_part(part)


if __name__ == "__main__":
    main()
