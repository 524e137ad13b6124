"""
Processes of this machine: what outlived a killed engine.

None is known by its name alone: an orphan is known by its user, its folder, and the engine it was started
for, which nobody answers for any more. Whether the owner of a lock lives, a2p.engine.liveness says.
"""

import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil

from a2p.engine.liveness import RUN_NAME, list_running

# A plugin that has done nothing for so long makes no call: one takes a fraction of it, and what it waits for
# besides is Twilio's 30 s, which lose nothing.
_QUIET = 3.0  # seconds
_LONGEST_CALLS = 45.0  # seconds; a call times out after 35
_TO_END = 3.0  # seconds
_LOOK = 0.25  # seconds
_IDLE = 0.03  # seconds of CPU in a quiet period: gRPC's own threads look around now and then

# The commands of the engine that change a stack, and the option by which they do not.
_CHANGING = frozenset({"up", "update", "refresh", "destroy", "down", "dn", "import", "watch"})
_ONLY_SHOWN = "--preview-only"

_FORKS_RUNS = "runner"  # the module that the process of a run was started with

_ADDRESS = re.compile(r"127\.0\.0\.1:(\d+)")


def program_name(pid: int) -> str:
    """The name of a process's program, as a message about a lock has it."""
    try:
        return psutil.Process(pid).name()
    except psutil.Error:
        return "process that is not shown to you"


def find_unlocked_run(stack: str, folder: Path, *, patience: float = _TO_END) -> int:
    """
    The pid of an engine that changes a stack of this project although no lock is left, or 0.

    `pulumi cancel` deletes the lock and leaves the engine at work. One that has deleted its own lock ends at
    once, so it is given `patience` seconds. A preview has no lock and changes nothing.
    """
    deadline = time.monotonic() + patience
    while pid := next((pid for pid in list_running(stack) if _is_changing(pid, folder)), 0):
        if time.monotonic() >= deadline:
            return pid
        time.sleep(_LOOK)
    return 0


def _is_changing(pid: int, folder: Path) -> bool:
    try:
        process = psutil.Process(pid)
        words = {*process.cmdline()}
        return Path(process.cwd()) == folder and bool(words & _CHANGING) and _ONLY_SHOWN not in words
    except psutil.Error:
        return False


def find_orphans(folder: Path) -> list[psutil.Process]:
    """Plugins, language hosts and runs of a project whose engine is dead; this user's own only."""
    return [process for process in psutil.process_iter() if _is_orphan(process, folder)]


def end_processes(processes: list[psutil.Process], say: Callable[[str], None]) -> None:
    """Let each finish the call it is in, then end it, by force if it has to be."""
    plugins = [process for process in processes if _classify(process) == _PLUGIN]
    for plugin in plugins:
        say(f"ending pid {plugin.pid}, which an interrupted run left at work, once it has finished its call")
    wait_until_quiet(plugins)
    for process in processes:
        _signal(process.terminate)
    _, alive = psutil.wait_procs(processes, timeout=_TO_END)
    for process in alive:
        _signal(process.kill)
    psutil.wait_procs(alive, timeout=_TO_END)


_ENGINE = "pulumi"
_PLUGIN, _WRAPPER, _HOST = "plugin", "wrapper", "language host"


def _is_orphan(process: psutil.Process, folder: Path) -> bool:
    try:
        return (
            process.uids().real == os.getuid()
            and bool(_classify(process))
            and Path(process.cwd()) == folder
            and not _has_engine(process)
        )
    except psutil.Error:
        return False


def _has_engine(process: psutil.Process) -> bool:
    """
    Whether the engine that it works for is there, or somebody else answers for it.

    The engine of a run of our own is its child, which has no such name yet when it begins, and is gone when
    the run ends. The process that has forked the run answers for it as long as it lives.
    """
    if _is_run(process):
        is_answered_for = _FORKS_RUNS in _find_parent_command(process)
        return is_answered_for or any(child.name() == _ENGINE for child in process.children())
    return any(map(_is_answering, _find_engine_ports(process)))


def _find_parent_command(process: psutil.Process) -> list[str]:
    """The command line of the parent; that of a process that has none, or a dead one, is empty."""
    parent = process.parent()
    return parent.cmdline() if parent else []


def _is_run(process: psutil.Process) -> bool:
    return process.name() == RUN_NAME and _FORKS_RUNS in process.cmdline()


def _classify(process: psutil.Process) -> str:
    """Which part of a run it is, if any: each but our own is started with the address of its engine."""
    if _is_run(process):
        return _PLUGIN
    command = process.cmdline()
    if not any(_find_engine_ports(process)):
        return ""
    if "pulumi.dynamic" in command:
        return _PLUGIN
    names = [Path(word).name for word in command[:2]]
    if any(name.startswith("pulumi-resource-") for name in names):
        return _WRAPPER
    return _HOST if any(name.startswith("pulumi-language-") for name in names) else ""


def _find_engine_ports(process: psutil.Process) -> Iterator[int]:
    """The ports of the engine, as told on the command line."""
    return (int(port) for word in process.cmdline() for port in _ADDRESS.findall(word))


def _is_answering(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except ConnectionRefusedError:
        return False
    except OSError:  # too busy to answer is alive
        return True


def wait_until_quiet(processes: list[psutil.Process], until: Callable[[], bool] = lambda: False) -> None:
    """Wait until they make no call any more, or until something holds."""
    deadline = time.monotonic() + _LONGEST_CALLS
    used = _measure_cpu(processes)
    quiet_since = time.monotonic()
    while processes and not until() and time.monotonic() < min(deadline, quiet_since + _QUIET):
        time.sleep(_LOOK)
        now = _measure_cpu(processes)
        if now > used + _IDLE:
            used, quiet_since = now, time.monotonic()


def _measure_cpu(processes: list[psutil.Process]) -> float:
    total = 0.0
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        total += times.user + times.system
    return total


def _signal(send: Callable[[], Any]) -> None:
    try:
        send()
    except psutil.Error:  # it has ended by itself
        return
