"""The offline check of one stack file: YAML, the declaration's rules, and the lint."""

import copy
import re
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple

from a2p.declared.external import SHARE, SHARE_REMEDY
from a2p.declared.loading import inspect
from a2p.declared.problems import Location
from a2p.key_services import REMEDY, list_refusals
from a2p.lint import LintReport
from a2p.lint.rules import Remark
from a2p.shipped_examples import is_shipped_example
from a2p.stack_names import RULE, is_stack_name
from a2p.stackfile.examples import detect_kind, find_example_value
from a2p.stackfile.portfolio import PortfolioMember, make_member
from a2p.stackfile.project import StackProject
from a2p.stackfile.reader import Place, StackFile

Severity = Literal["error", "warning", "advice"]
ListRegistered = Callable[[str], Collection[str]]

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


_FILE_NAME = re.compile(r"Pulumi\.(.*)\.yaml", re.DOTALL)


def list_none_registered(_stack: str) -> Collection[str]:
    """The answer for a file that is not written yet: no Campaign of it is at Twilio."""
    return ()


def _stack_of(file: Path) -> str:
    match = _FILE_NAME.fullmatch(file.name)
    return match[1] if match else ""


class Note(NamedTuple):
    """
    What is wrong at one place of a file.

    rule: `yaml`, `declaration`, `key-service`, or the lint's name of it. remedy: what to do, where the text
    does not say.
    remark: what the lint says in full, if it is the lint's.
    """

    file: Path
    place: Place
    severity: Severity
    rule: str
    text: str
    remedy: str = ""
    remark: Remark | None = None


@dataclass(frozen=True)
class FileCheck:
    """
    A file's notes; how many of its values are secrets, which nobody can read offline.

    member: what a valid file has to compare with those of other customers.
    """

    file: Path
    notes: tuple[Note, ...]
    secrets: int = 0
    silenced: int = 0
    member: PortfolioMember | None = None


def check_stack_file(
    file: Path,
    stack_file: StackFile,
    project: StackProject,
    list_registered: ListRegistered = list_none_registered,
) -> FileCheck:
    """
    Check a stack file that is read, or not yet written, as its program is given it: with what it inherits.

    list_registered: asked, where it matters, for the names of the stack's Campaigns that are at Twilio.
    """
    unreadable = [
        *_list_file_notes(file, stack_file, project),
        *_list_yaml_notes(project.file, project.inherited),
        *_list_yaml_notes(file, stack_file),
    ]
    if stack_file.problems and not stack_file.config:
        return FileCheck(file, tuple(unreadable))
    inherited = {key: value for key, value in project.defaults.items() if key not in stack_file.config}
    inspected = inspect({**inherited, **fill_secrets(stack_file)})

    def note(location: Location, severity: Severity, rule: str, text: str, remedy: str = "") -> Note:
        if location[:1] and location[0] in inherited:
            return Note(project.file, project.inherited.find_place(location), severity, rule, text, remedy)
        return Note(file, stack_file.find_place(location), severity, rule, text, remedy)

    wrong = [
        note(problem.location, "error", "declaration", problem.text)
        for problem in inspected.problems
        if not _is_in_secret(problem.location, stack_file.secrets)
    ]
    customer = inspected.customer
    is_example = is_shipped_example(_stack_of(file), stack_file.text)
    member = make_member(_stack_of(file), file, stack_file, customer) if customer and not is_example else None
    if inspected.customer is None or inspected.customer.external:
        early = inspected.customer.explain_early_share(time.time()) if inspected.customer else ""
        if early:
            wrong.append(note(SHARE, "warning", "declaration", f"{'.'.join(SHARE)}: {early}", SHARE_REMEDY))
        return FileCheck(file, _deduplicate([*unreadable, *wrong]), len(stack_file.secrets), member=member)
    report = LintReport(inspected.customer)
    if report.is_about_new_campaigns:
        report = LintReport(inspected.customer, registered=list_registered(_stack_of(file)))
    remarks = [
        note(remark.location, remark.severity, remark.rule, remark.summary, remark.remedy)._replace(
            remark=remark
        )
        for remark in (*report.errors, *report.warnings, *report.advice)
        if not _is_about_secret(remark, stack_file.secrets)
    ]
    return FileCheck(
        file, _deduplicate([*unreadable, *wrong, *remarks]), len(stack_file.secrets), report.silenced, member
    )


def _list_file_notes(file: Path, stack_file: StackFile, project: StackProject) -> Iterator[Note]:
    """What is wrong with a file's name, and with what it says beside its config."""
    if (match := _FILE_NAME.fullmatch(file.name)) and not is_stack_name(match[1]):
        text = f"the file's name: no stack may be called {match[1]!r}"
        yield Note(file, Place(1, 1), "error", "declaration", text, f"rename the file: {RULE}")
    project_text = project.file.read_text(encoding="utf-8") if project.file.is_file() else ""
    for key, text in list_refusals(stack_file.text, project_text):
        line = next((n for n, line in enumerate(stack_file.text.splitlines(), 1) if line.startswith(key)), 1)
        yield Note(file, Place(line, 1), "error", "key-service", text, REMEDY)


def _list_yaml_notes(file: Path, stack_file: StackFile) -> Iterator[Note]:
    for place, text, remedy in stack_file.problems:
        yield Note(file, place, "error", "yaml", text, remedy)


def fill_secrets(stack_file: StackFile) -> dict[str, Any]:
    """The config with an example's value in place of each secret, so that the rest can be judged."""
    if not stack_file.secrets:
        return stack_file.config
    config: dict[str, Any] = copy.deepcopy(stack_file.config)
    kind = detect_kind(config) or "sole-proprietor"
    for location in stack_file.secrets:
        section: Any = config
        for part in location[:-1]:
            section = section[part]
        section[location[-1]] = find_example_value(kind, location)
    return config


def _is_in_secret(location: Location, secrets: set[Location]) -> bool:
    return any(location[: len(secret)] == secret or secret[: len(location)] == location for secret in secrets)


def _is_about_secret(remark: Remark, secrets: set[Location]) -> bool:
    if _is_in_secret(remark.location, secrets):
        return True
    name_is_secret = any(_is_in_secret(name, secrets) for name in _NAMES)
    return (name_is_secret and remark.rule in _ABOUT_NAMES) or (
        bool(secrets) and remark.rule == "unused-silence"
    )


def _deduplicate(notes: list[Note]) -> tuple[Note, ...]:
    return tuple(sorted(dict.fromkeys(notes), key=lambda note: (str(note.file), note.place)))
