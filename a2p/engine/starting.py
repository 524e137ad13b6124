"""How a command of the engine is started: as a fork of the warm process, else by itself."""

import subprocess
from collections.abc import Mapping, Sequence
from typing import Protocol

from a2p.engine.project import EngineProject
from a2p.engine.warm_process import get_warm_process

_FORKED = frozenset({"up", "preview", "destroy", "refresh"})
# Options that name other helpers of the engine than a fork would be, or run the program where it is not served.
_BY_ITSELF = ("--client", "--remote", "--run-program", "--exec-kind", "--cwd", "-C", "--attach-debugger")


class RunningEngine(Protocol):
    """An engine at work."""

    @property
    def pid(self) -> int: ...

    def wait(self) -> int:
        """Its exit status."""
        ...

    def send_signal(self, number: int) -> None: ...


def start_engine(
    project: EngineProject, arguments: Sequence[str], env: Mapping[str, str], standard: Sequence[int]
) -> RunningEngine:
    """Start a command with three file descriptors as its standard streams."""
    if is_forkable(arguments) and (warm := get_warm_process(project)):
        started = warm.start(arguments, project.folder, env, standard)
        if started:
            return started
    stdin, stdout, stderr = standard
    return subprocess.Popen(  # noqa: S603  # the engine
        ["pulumi", *arguments],  # noqa: S607  # as the environment has it
        cwd=project.folder,
        env=dict(env),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
    )


def is_forkable(arguments: Sequence[str]) -> bool:
    """Whether a command calls providers, and nothing in it says who they are."""
    return (
        bool(arguments)
        and arguments[0] in _FORKED
        and not any(word.partition("=")[0] in _BY_ITSELF for word in arguments)
    )
