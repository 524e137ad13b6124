"""A customer's stack file: the example of its kind with its answers; what was not answered is a comment."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from a2p.declared.options import OPTIONS
from a2p.declared.problems import Location
from a2p.errors import DeclarationError
from a2p.stackfile.answers import GIVEN, Answers, nested
from a2p.stackfile.checks import Checked, check_read
from a2p.stackfile.customer_kinds import Kind
from a2p.stackfile.examples import example
from a2p.stackfile.fields import Field, fields
from a2p.stackfile.project import Project
from a2p.stackfile.reader import read, read_text
from a2p.stackfile.text_edits import edited

# Options of the examples that are no sample, but what is wanted at first.
_KEPT_OPTIONS = frozenset(OPTIONS) - {"baseUrl"}
_SALT = re.compile(r"\n+(?:#[^\n]*\n)*encryptionsalt:[^\n]*")
_STACK_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}")

# Asked for although a declaration is valid without them.
_WORTH_ASKING = frozenset(
    {
        "brand.skip_automatic_sec_vet",
        "campaign.privacy_policy_url",
        "campaign.terms_and_conditions_url",
        "phone_numbers",
    }
)


class Composed(NamedTuple):
    """The text of a stack file, and what the check says of it."""

    text: str
    checked: Checked


def questions(kind: Kind, project: Project) -> Iterator[Field]:
    """What has to be asked of such a customer, in the order of the file."""
    for field in fields(kind).values():
        is_asked = field.required or field.key in _WORTH_ASKING
        is_known = field.location in GIVEN[kind] or field.location[0] in project.defaults
        if is_asked and not is_known:
            yield field


def named(customer: str) -> str:
    """
    The name, if Pulumi takes it for a stack's.

    Raises:
        DeclarationError: it does not.
    """
    if _STACK_NAME.fullmatch(customer):
        return customer
    raise DeclarationError(
        f"{customer!r} is no name of a stack: letters, digits, - _ and . needed, 100 at most\n"
        "  do: choose another; nobody but you sees it"
    )


def composed(customer: str, kind: Kind, answers: Answers, project: Project) -> Composed:
    """The file of a new customer."""
    given = {**GIVEN[kind], **answers}
    template = read_text(_template(kind, customer, project), project.name)
    text = edited(template, project.name, nested(given), _unanswered(kind, given, project))
    return _checked(project.stack_file(customer), text, project)


def updated(file: Path, answers: Answers, project: Project) -> Composed:
    """An existing file with other answers; its comments, secrets and everything else as they are."""
    found = read(file, project.name)
    return _checked(file, edited(found, project.name, nested(answers)), project)


def _checked(file: Path, text: str, project: Project) -> Composed:
    return Composed(text, check_read(file, read_text(text, project.name), project))


def _unanswered(kind: Kind, answers: Answers, project: Project) -> Iterator[Location]:
    """What the example declares only as an example."""
    known = fields(kind)
    for location in example(kind).nodes:
        if any(isinstance(part, int) for part in location) or location in answers:
            continue
        field = known.get(location)
        value = _value(kind, location)
        is_wanted = location[0] in _KEPT_OPTIONS or (field is not None and field.default == value)
        if not isinstance(value, dict) and (not is_wanted or location[0] in project.defaults):
            yield location


def _value(kind: Kind, location: Location) -> object:
    value: object = example(kind).config
    for part in location:
        value = value[part] if isinstance(value, dict) else None
    return value


def _template(kind: Kind, customer: str, project: Project) -> str:
    """The example under the customer's name, without what guards the example's own secrets."""
    text = _SALT.sub("", example(kind).text).rstrip("\n") + "\n"
    return re.sub(r"-s example\S*", f"-s {customer}", text.replace("a2p:", f"{project.name}:"))
