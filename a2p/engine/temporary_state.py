"""
A state that is thrown away, for the preview of a stack that was never begun.

A preview begins nothing and writes nothing: `pulumi stack init` would write a salt into the stack file, so it
runs in a folder of its own with a copy of that file, and the preview takes its configuration from the copy.
"""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from a2p.engine.commands import capture_pulumi
from a2p.engine.errors import EngineError
from a2p.engine.project import EngineProject

_LONGEST = 1500  # characters of what the engine says
_FOLDER = re.compile(r"^stackConfigDir:.*$", re.MULTILINE)


@dataclass(frozen=True)
class TemporaryState:
    """A project with a state of its own, and the options that have a command read the copied stack file."""

    project: EngineProject
    options: tuple[str, ...]


@contextmanager
def begin_temporarily(project: EngineProject, stack: str) -> Iterator[TemporaryState]:
    """
    The project with a state that lasts as long as the block, in which this stack has just begun.

    Raises:
        EngineError: it cannot be begun.
    """
    file = project.stack_file(stack)
    if not file.exists():
        raise EngineError(f"There is no {file.name} in {file.parent.name}", remedy=f"a2p new {stack}")
    with tempfile.TemporaryDirectory(prefix="a2p-") as name:
        folder = Path(name)
        (folder / "state").mkdir()
        elsewhere = project.with_state_at((folder / "state").as_uri())
        copy = _copy_project(project, file, folder)
        started = capture_pulumi(
            replace(elsewhere, folder=folder, env={**elsewhere.env, "PWD": name}), "stack", "init", stack
        )
        if started.status:
            raise EngineError(
                f"{stack} cannot be previewed: {started.output.strip()[-_LONGEST:]}", remedy="a2p doctor"
            )
        yield TemporaryState(elsewhere, ("--config-file", str(copy)))


def _copy_project(project: EngineProject, file: Path, folder: Path) -> Path:
    """Pulumi.yaml with the stack file beside it; where the copy of the stack file is."""
    text = (project.folder / "Pulumi.yaml").read_text(encoding="utf-8")
    (folder / "Pulumi.yaml").write_text(_FOLDER.sub("", text), encoding="utf-8")
    return Path(shutil.copy(file, folder / file.name))
