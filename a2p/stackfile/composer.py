"""Composes a stack file from the example of its kind; keys without an answer become comments."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from a2p.declared.options import OPTIONS
from a2p.declared.problems import Location
from a2p.declared.several_campaigns import CAMPAIGNS, OF_ONE
from a2p.stackfile.answers import GIVEN, Answers, nest
from a2p.stackfile.checks import FileCheck, check_stack_file
from a2p.stackfile.customer_kinds import CustomerKind
from a2p.stackfile.examples import read_example
from a2p.stackfile.fields import KeyField, list_fields
from a2p.stackfile.project import StackProject
from a2p.stackfile.reader import parse_stack_file, read_stack_file
from a2p.stackfile.text_edits import edit_text

# Options of the examples that are no sample, but what is wanted at first.
_KEPT_OPTIONS = frozenset(OPTIONS) - {"baseUrl"}
_SALT = re.compile(r"\n+(?:#[^\n]*\n)*encryptionsalt:[^\n]*")

# Asked for although a declaration is valid without them.
_WORTH_ASKING = frozenset(
    {
        "brand.skip_automatic_sec_vet",
        "campaign.privacy_policy_url",
        "campaign.terms_and_conditions_url",
        "phone_numbers",
    }
)


class ComposedFile(NamedTuple):
    """The text of a stack file, and what the check says of it."""

    text: str
    checked: FileCheck


def list_questions(
    kind: CustomerKind, project: StackProject, answers: Answers | None = None
) -> Iterator[KeyField]:
    """
    The fields that `a2p new` asks for, in the order of the file.

    Where the answers have a2p:campaigns, none of those that each of its entries has: the check tells of
    these.
    """
    has_several = _has_several(answers or {})
    for field in list_fields(kind).values():
        if has_several and field.location[0] in OF_ONE:
            continue
        is_asked = field.required or field.key in _WORTH_ASKING
        is_known = field.location in GIVEN[kind] or field.location[0] in project.defaults
        if is_asked and not is_known:
            yield field


def compose(customer: str, kind: CustomerKind, answers: Answers, project: StackProject) -> ComposedFile:
    """The file of a new customer."""
    given = {**GIVEN[kind], **answers}
    template = parse_stack_file(_make_template(kind, customer, project), project.name)
    text = edit_text(template, project.name, nest(given), _find_unanswered(kind, given, project))
    return _check(project.stack_file(customer), text, project)


def update(file: Path, answers: Answers, project: StackProject) -> ComposedFile:
    """An existing file with other answers; its comments, secrets and everything else as they are."""
    stack_file = read_stack_file(file, project.name)
    return _check(file, edit_text(stack_file, project.name, nest(answers)), project)


def _check(file: Path, text: str, project: StackProject) -> ComposedFile:
    return ComposedFile(text, check_stack_file(file, parse_stack_file(text, project.name), project))


def _find_unanswered(kind: CustomerKind, answers: Answers, project: StackProject) -> Iterator[Location]:
    """What the example declares only as an example."""
    known = list_fields(kind)
    has_several = _has_several(answers)
    for location in read_example(kind).nodes:
        if any(isinstance(part, int) for part in location) or location in answers:
            continue
        field = known.get(location)
        value = _find_value(kind, location)
        is_wanted = location[0] in _KEPT_OPTIONS or (field is not None and field.default == value)
        is_wanted = is_wanted and not (has_several and location[0] in OF_ONE)
        if not isinstance(value, dict) and (not is_wanted or location[0] in project.defaults):
            yield location


def _has_several(answers: Answers) -> bool:
    return any(location[0] == CAMPAIGNS for location in answers)


def _find_value(kind: CustomerKind, location: Location) -> object:
    value: object = read_example(kind).config
    for part in location:
        value = value[part] if isinstance(value, dict) else None
    return value


def _make_template(kind: CustomerKind, customer: str, project: StackProject) -> str:
    """The example under the customer's name, without what guards the example's own secrets."""
    text = _SALT.sub("", read_example(kind).text).rstrip("\n") + "\n"
    return re.sub(r"-s example\S*", f"-s {customer}", text.replace("a2p:", f"{project.name}:"))
