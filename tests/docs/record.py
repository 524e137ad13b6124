"""
Fill in what commands of a page say, where the page shows nothing yet.

    python -m tests.docs.record docs/tutorial.md ...

The pages are one story, told in one project.

What differs from run to run (SIDs, times) is written as `…`. To record something anew, delete it first; then
shorten what nobody needs to read to a line of `…`.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

from tests.support.console_pages import Command, Project, commands, start_simulator

# What is never the same twice.
_VARYING = (
    (re.compile(r"\b([A-Z]{2})[0-9a-f]{32}\b"), r"\1…"),
    (re.compile(r"\((?:\d+m)?\d+(?:\.\d+)?s\)"), "(…)"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|\+00:00| UTC)?"), "…"),
    (re.compile(r"Duration: \w+"), "Duration: …"),
    (re.compile(r"^\s*@ .*\n", re.MULTILINE), ""),
    (re.compile(r"/\S+/project/"), "…/"),
    (re.compile(r"file:///\S+"), "file://…"),
    (re.compile(r"127\.0\.0\.1:\d+"), "127.0.0.1:8010"),
)


def recorded(file: Path, project: Project) -> str:
    """The page with what was said; how long each command took goes to standard error."""
    page = file.read_text(encoding="utf-8")
    filled: list[tuple[Command, str]] = []
    for command in commands(page):
        began = time.monotonic()
        said = project.run(command.text)
        print(f"{time.monotonic() - began:5.1f} s  {command.text.splitlines()[0]}", file=sys.stderr)  # noqa: T201  # for who records
        if not command.expected:
            filled.append((command, _steady(said)))
        elif command.contradicted_by(said):
            print(f"the page shows something else than:\n{said}", file=sys.stderr)  # noqa: T201  # for who records
    lines = page.splitlines()
    for command, said in reversed(filled):
        lines[command.first : command.last] = said.strip("\n").splitlines()
    return "\n".join(lines) + "\n"


def _steady(said: str) -> str:
    for varying, written in _VARYING:
        said = varying.sub(written, said)
    return "\n".join(line.rstrip() for line in said.splitlines())


if __name__ == "__main__":
    with start_simulator() as simulator, tempfile.TemporaryDirectory() as folder:
        project = Project.make(Path(folder), simulator)
        for name in sys.argv[1:]:
            Path(name).write_text(recorded(Path(name), project), encoding="utf-8")
