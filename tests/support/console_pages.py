"""
Pages as a reader follows them: each command is run by a shell, and what it says is held against the page.

A block of ```console holds commands (`$ `, continued by `> `), and below each what it says. There `…` stands
for anything within a line, and a line of it alone for any number of lines.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.support.shell import said
from tests.support.simulator import ROOT, SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACCOUNT = "AC00000000000000000000000000000a2b:notasecret"  # as `make shell` signs in
ANYTHING = "…"
SPEED = 30.0  # the simulator's, as `a2p sim start` has it
_BEGIN, _END = "```console", "```"
_PROMPT, _CONTINUED = "$ ", "> "
_DEADLINE = 240  # seconds, a command


# The pages in the order in which a reader meets them; customers of one page are met again on the next.
STORIES = {
    "the tutorial": ["tutorial.md"],
    "the tasks": [
        "how-to/add-a-customer.md",
        "how-to/change-a-text.md",
        "how-to/fix-a-rejection.md",
        "how-to/add-a-number.md",
        "how-to/text-message.md",
        "how-to/drift.md",
        "how-to/adopt.md",
        "how-to/many-customers.md",
        "how-to/secrets-and-state.md",
        "how-to/destroy.md",
        "how-to/external-campaigns.md",
    ],
}


@dataclass(frozen=True)
class Command:
    """One command of a page. first, last: the lines of the page that hold what it says, from 0."""

    text: str
    first: int
    last: int
    expected: str

    def contradicted_by(self, said: str) -> bool:
        """Whether what it said is not what the page shows."""
        return re.fullmatch(_pattern(self.expected), _trimmed(said), re.DOTALL) is None


@dataclass(frozen=True)
class Project:
    """A folder as a clone of the repository has it, whose commands meet a simulator of its own."""

    folder: Path
    simulator: SimulatorProcess

    @classmethod
    def make(cls, folder: Path, simulator: SimulatorProcess) -> Project:
        project = folder / "project"
        project.mkdir()
        for file in ("Pulumi.yaml", "__main__.py"):
            shutil.copy(ROOT / file, project / file)
        for name in ("stacks", "docs/examples"):
            shutil.copytree(ROOT / name, project / name)
        (project / ".venv").symlink_to(ROOT / ".venv")
        (folder / "state").mkdir()
        return cls(project, simulator)

    def run(self, text: str) -> str:
        """What a shell says, both streams as they come."""
        return said(text, folder=self.folder, env=self._environment(), deadline=_DEADLINE)

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}",  # noqa: PTH120  # not resolved
            "PULUMI_BACKEND_URL": (self.folder.parent / "state").as_uri(),
            "PULUMI_CONFIG_PASSPHRASE": "a2p-example",
            "A2P_SIMULATOR_URL": self.simulator.url,
            "TWILIO_ACCOUNT_SID": self.simulator.account_sid,
            "TWILIO_AUTH_TOKEN": self.simulator.auth_token,
            "XDG_STATE_HOME": str(self.folder.parent / "state-home"),
            "COLUMNS": "110",
        }


def start_simulator() -> SimulatorProcess:
    """One as `a2p sim start` starts it, at any free port."""
    return SimulatorProcess.start(SPEED, ":memory:", 0.0, "--account", ACCOUNT)


def commands(page: str) -> Iterator[Command]:
    """The commands of a page, in order."""
    lines = page.splitlines()
    index = 0
    while index < len(lines):
        if lines[index] == _BEGIN:
            end = lines.index(_END, index)
            yield from _of_block(lines, index + 1, end)
            index = end
        index += 1


def _of_block(lines: list[str], start: int, end: int) -> Iterator[Command]:
    index = start
    while index < end:
        text = [lines[index].removeprefix(_PROMPT)]
        index += 1
        while index < end and lines[index].startswith(_CONTINUED):
            text.append(lines[index].removeprefix(_CONTINUED))
            index += 1
        first = index
        while index < end and not lines[index].startswith(_PROMPT):
            index += 1
        yield Command("\n".join(text), first, index, _trimmed("\n".join(lines[first:index])))


def _trimmed(text: str) -> str:
    """Without blanks at the ends of lines, and blank lines at the ends."""
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines()).strip("\n")


def _pattern(expected: str) -> str:
    """What is shown, as a regular expression; the line break belongs to the line before it."""
    parts = []
    for line in expected.splitlines():
        if line.strip() == ANYTHING:
            parts.append(r"(?:[^\n]*\n)*?")
        else:
            parts.append("[^\n]*".join(map(re.escape, line.split(ANYTHING))) + r"(?:\n|\Z)")
    if expected.endswith(ANYTHING):
        parts.append(".*")
    return "".join(parts)
