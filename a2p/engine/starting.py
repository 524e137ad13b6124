"""How a command of the engine is started: as a fork of the warm process, else by itself."""

import subprocess
from collections.abc import Mapping, Sequence
from typing import Protocol

from a2p.engine.project import EngineProject
from a2p.engine.warm_process import get_warm_process

_FORKED = frozenset({"up", "preview", "destroy", "refresh"})
# Options that name other helpers of the engine than a fork would be, or run the program elsewhere.
_ONE_RUN = frozenset({"--skip-preview", "-f", "--preview-only"})
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
    """
    Whether a fork can serve a command.

    One that previews and then updates is two runs, each with a program and a provider that remember nothing
    of the other; a fork is one.
    """
    if not arguments or arguments[0] not in _FORKED:
        return False
    names = {word.partition("=")[0] for word in arguments}
    is_one_run = arguments[0] == "preview" or not names.isdisjoint(_ONE_RUN)
    return is_one_run and "--skip-preview=false" not in arguments and names.isdisjoint(_BY_ITSELF)
