"""One stack file, checked offline: can it be read, is it valid, and what will reviewers object to."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from a2p.declared.loading import inspect
from a2p.declared.problems import Location
from a2p.lint import LintReport
from a2p.lint.rules import Remark
from a2p.stackfile.examples import kind_of, sample
from a2p.stackfile.project import Project
from a2p.stackfile.reader import Place, StackFile, read

Severity = Literal["error", "warning", "advice"]

# What the rules about the Brand's name read, and which they are: of a secret name they can say nothing.
_NAMES: frozenset[Location] = frozenset(
    {
        ("trust_bundle", "brand_name"),
        ("profile", "business", "business_name"),
        ("profile", "business", "website_url"),
    }
)
_ABOUT_NAMES = frozenset(
    {"description-brand", "sample-brand", "opt-in-message", "opt-out-message", "help-message"}
)


class Note(NamedTuple):
    """
    What is wrong at one place of a file.

    rule: `yaml`, `declaration`, or the lint's name of it. remedy: what to do, where the text does not say.
    """

    file: Path
    place: Place
    severity: Severity
    rule: str
    text: str
    remedy: str = ""


@dataclass(frozen=True)
class Checked:
    """A file's notes; how many of its values are secrets, which nobody can read offline."""

    file: Path
    notes: tuple[Note, ...]
    secrets: int = 0
    silenced: int = 0


def check(file: Path, project: Project) -> Checked:
    """Check a stack file as its program will be given it, with what it inherits from its project."""
    return check_read(file, read(file, project.name), project)


def check_read(file: Path, found: StackFile, project: Project) -> Checked:
    """The same, of a file that is already read, or not yet written."""
    unreadable = [*_troubles(project.file, project.inherited), *_troubles(file, found)]
    if found.troubles and not found.config:
        return Checked(file, tuple(unreadable))
    inherited = {key: value for key, value in project.defaults.items() if key not in found.config}
    inspected = inspect({**inherited, **_without_secrets(found)})

    def note(location: Location, severity: Severity, rule: str, text: str, remedy: str = "") -> Note:
        if location[:1] and location[0] in inherited:
            return Note(project.file, project.inherited.place(location), severity, rule, text, remedy)
        return Note(file, found.place(location), severity, rule, text, remedy)

    wrong = [
        note(each.location, "error", "declaration", each.text)
        for each in inspected.found
        if not _unreadable(each.location, found.secrets)
    ]
    if inspected.customer is None or inspected.customer.external:
        return Checked(file, _once([*unreadable, *wrong]), len(found.secrets))
    report = LintReport(inspected.customer)
    remarks = [
        note(each.location, each.severity, each.rule, *each.text.split("\n  do: "))
        for each in (*report.errors, *report.warnings, *report.advice)
        if not _about_a_secret(each, found.secrets)
    ]
    return Checked(file, _once([*unreadable, *wrong, *remarks]), len(found.secrets), report.silenced)


def _troubles(file: Path, found: StackFile) -> Iterator[Note]:
    for place, text, remedy in found.troubles:
        yield Note(file, place, "error", "yaml", text, remedy)


def _without_secrets(found: StackFile) -> dict[str, Any]:
    """The config with an example's value in place of each secret, so that the rest can be judged."""
    if not found.secrets:
        return found.config
    config: dict[str, Any] = copy.deepcopy(found.config)
    kind = kind_of(config) or "sole-proprietor"
    for location in found.secrets:
        section: Any = config
        for part in location[:-1]:
            section = section[part]
        section[location[-1]] = sample(kind, location)
    return config


def _unreadable(location: Location, secrets: set[Location]) -> bool:
    return any(location[: len(each)] == each or each[: len(location)] == location for each in secrets)


def _about_a_secret(remark: Remark, secrets: set[Location]) -> bool:
    if _unreadable(remark.location, secrets):
        return True
    name_is_secret = any(_unreadable(name, secrets) for name in _NAMES)
    return (name_is_secret and remark.rule in _ABOUT_NAMES) or (
        bool(secrets) and remark.rule == "unused-silence"
    )


def _once(notes: list[Note]) -> tuple[Note, ...]:
    return tuple(sorted(dict.fromkeys(notes), key=lambda each: (str(each.file), each.place)))
