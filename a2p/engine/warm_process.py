"""
The process (`runner`) that forks runs of the engine, as the program that asks for them sees it.

A run in it needs no language host and no plugin. Where that cannot work, `find_obstacle` says why, and the
engine is started by itself, as a plain `pulumi` is.
"""

import atexit
import importlib.util
import os
import re
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from a2p.engine.forks import STATUS, Fork, ForkingProcess, ForkRequest
from a2p.engine.liveness import start_of
from a2p.engine.project import EngineProject

SWITCH: Final = "A2P_RUNNER"  # "off": every run starts the engine by itself
_ENGINE = "engine"  # the key of the process id that a run tells
_PACKAGE = "runner"
_VIRTUALENV = re.compile(r"^ +virtualenv:\s*['\"]?([^'\"\s]+)", re.MULTILINE)
_DEBUG = "PULUMI_DEBUG_PROVIDERS"
# Of many at once each is to be small: an engine that collects its garbage sooner, and few arenas of malloc.
# A preview waits for nothing while it holds memory: collecting later takes a quarter off its engine's time.
_SMALL: Final = {"GOGC": "50", "MALLOC_ARENA_MAX": "2"}
_SMALL_PREVIEW: Final = {**_SMALL, "GOGC": "200"}
_LOST = 1  # the exit status of a run whose process was killed
_LOOK = 0.05  # seconds


def find_obstacle(project: EngineProject) -> str:
    """Why runs cannot be forked from a warm process here; "" if they can."""
    if project.env.get(SWITCH) == "off":
        return f"{SWITCH} is off"
    if not sys.platform.startswith("linux"):
        return "only on Linux do the processes of a run end with their parent"
    if project.env.get(_DEBUG):
        return f"{_DEBUG} is set"
    named = _VIRTUALENV.search((project.folder / "Pulumi.yaml").read_text(encoding="utf-8"))
    environment = (project.folder / named[1]) if named else None
    if environment is None or environment.resolve() != Path(sys.prefix).resolve():
        return f"this command runs in {sys.prefix}, and the project's program does not"
    return "" if importlib.util.find_spec(_PACKAGE) else f"the package {_PACKAGE} is not installed"


@dataclass(eq=False)
class ForkedRun:
    """A run of the engine in a fork; used as a subprocess.Popen is. pid: the engine's."""

    pid: int
    _fork: Fork

    def wait(self) -> int:
        """
        The engine's exit status; negative for the signal that has killed it.

        Of a fork that was killed itself the engine still ends what it is in: that is waited for.
        """
        ended = self._fork.read()
        self._fork.close()
        if STATUS in ended:
            return ended[STATUS]
        while start_of(self.pid) is not None:
            time.sleep(_LOOK)
        return _LOST

    def send_signal(self, number: int) -> None:
        """Send it to the engine."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)


class WarmProcess:
    """The process that forks runs for one project; started once, and ended with this one."""

    def __init__(self, project: EngineProject, *, many: bool) -> None:
        self._is_for_many = many
        self._project = project.name
        self._process = ForkingProcess(
            ["-m", _PACKAGE],
            ["--many"] if many else [],
            cwd=project.folder,
            env={**(_SMALL if many else {}), **project.env},
        )
        atexit.register(self.end)

    def start(
        self, arguments: Sequence[str], folder: Path, env: Mapping[str, str], standard: Sequence[int]
    ) -> ForkedRun | None:
        """
        Start the engine with arguments in a folder, in an environment, with three standard streams.

        Returns None where the process does not fork any more, or the engine was not started.
        """
        environment = {**self._choose_size(arguments[0]), **env}
        request = ForkRequest(arguments, str(folder), environment, self._project)
        fork = self._process.ask(request, standard)
        if fork is None:
            return None
        begun = fork.read()
        if _ENGINE not in begun:
            fork.close()
            return None
        return ForkedRun(begun[_ENGINE], fork)

    def _choose_size(self, verb: str) -> Mapping[str, str]:
        if not self._is_for_many:
            return {}
        return _SMALL_PREVIEW if verb == "preview" else _SMALL

    @property
    def has_ended(self) -> bool:
        return self._process.has_ended

    def release(self) -> None:
        """Have it end with the last process that still asks it for runs: this one does not any more."""
        self._process.release()

    def end(self) -> None:
        """Let it end, and every run that it still has with it."""
        self._process.end()


_processes: dict[Path, WarmProcess | None] = {}
_starting = threading.Lock()


def get_warm_process(project: EngineProject, *, many: bool = False) -> WarmProcess | None:
    """
    The process that forks a project's runs, started when first asked for; None where none can be forked.

    many: load everything before the first run, which is worth it from the third on.
    """
    with _starting:
        known = _processes.get(project.folder)
        if project.folder not in _processes or (known and known.has_ended):
            _processes[project.folder] = None if find_obstacle(project) else WarmProcess(project, many=many)
        return _processes[project.folder]


def release_others(project: EngineProject) -> None:
    """Let go of the processes of other folders, such as those of a work tree that has been replaced."""
    with _starting:
        for folder in _processes.keys() - {project.folder}:
            if process := _processes.pop(folder):
                process.release()
