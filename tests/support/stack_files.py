"""What the tests of stack files begin with."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from a2p.stackfile.checks import FileCheck, check_stack_file
from a2p.stackfile.composer import list_questions
from a2p.stackfile.examples import find_example_value
from a2p.stackfile.project import StackProject, _read_defaults
from a2p.stackfile.reader import StackFile, parse_stack_file, read_stack_file
from tests.support.declarations import STACKS

if TYPE_CHECKING:
    from a2p.stackfile.answers import Answers
    from a2p.stackfile.customer_kinds import CustomerKind

PROJECT = StackProject(Path("Pulumi.yaml"))


def check_file(file: Path, project: StackProject) -> FileCheck:
    """What the check says of a file as it stands on the disk."""
    return check_stack_file(file, read_stack_file(file, project.name), project)


def text_of(example: str = "example") -> str:
    return (STACKS / f"Pulumi.{example}.yaml").read_text(encoding="utf-8")


def write(customer: str, text: str) -> None:
    """Write a stack file of the project that is the working folder."""
    Path("stacks", f"Pulumi.{customer}.yaml").write_text(text, encoding="utf-8")


def changed(example: str = "example", /, **replaced: str) -> str:
    """An example with one line replaced for each keyword: the line that begins with it."""
    lines = text_of(example).split("\n")
    for key, line in replaced.items():
        (at,) = [number for number, each in enumerate(lines) if each.lstrip().startswith(f"{key}:")]
        lines[at] = lines[at].partition(key)[0] + line
    return "\n".join(lines)


def checked(text: str, project: StackProject = PROJECT) -> FileCheck:
    return check_stack_file(Path("stacks/Pulumi.acme.yaml"), parse_stack_file(text, project.name), project)


def inheriting(config: str) -> StackProject:
    """A project whose stacks inherit."""
    inherited = parse_stack_file(f"config:\n{config}", "a2p")
    inherited.config = dict(_read_defaults(inherited.config))
    return StackProject(Path("Pulumi.yaml"), inherited=inherited)


@functools.cache
def _answered(kind: CustomerKind) -> Answers:
    asked = list_questions(kind, PROJECT)
    return {field.location: find_example_value(kind, field.location) for field in asked}


def answers(kind: CustomerKind) -> Answers:
    """Every question answered as in the example."""
    return dict(_answered(kind))


def place_of(text: str, what: str) -> tuple[int, int]:
    """Line and column of the first line that begins so."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.lstrip().startswith(what):
            return number, len(line) - len(line.lstrip()) + 1
    raise AssertionError(what)


def config_of(text: str) -> StackFile:
    return parse_stack_file(text, "a2p")
