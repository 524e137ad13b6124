"""The command `a2p` on a terminal of its own, with somebody who types."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import termios
import time
from typing import TYPE_CHECKING

from tests.support.command import COMMAND
from tests.support.stack import Run

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.stack import Stack

CTRL_C = b"\x03"
DEADLINE = 200  # seconds
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def run_on_terminal(
    stack: Stack,
    words: list[str],
    *,
    interrupt_when: Callable[[], bool] | None = None,
    answer_to: str = "",
    before_answer: Callable[[], None] = lambda: None,
) -> Run:
    """
    Run it on a terminal of a size that the engine draws on.

    interrupt_when: Ctrl-C is typed a second after this holds. answer_to: a question that is answered yes.
    """
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
        if typed:
            continue
        if interrupt_when and interrupt_when():
            time.sleep(1.0)  # into the slow call, past what the engine does before it
            os.write(terminal, CTRL_C)
            typed = True
        elif answer_to and answer_to in output.decode(errors="replace"):
            before_answer()
            os.write(terminal, b"yes\n")
            typed = True
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    return Run(os.waitstatus_to_exitcode(status), _ESCAPES.sub("", output.decode(errors="replace")))
