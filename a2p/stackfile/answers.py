"""Answers by location: read from text or mappings, and checked by the rules of the declaration."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from a2p.declared.loading import inspect
from a2p.declared.problems import Location, format_location
from a2p.errors import DeclarationError
from a2p.stackfile.customer_kinds import CustomerKind
from a2p.stackfile.examples import read_example
from a2p.stackfile.fields import KeyField, find_field
from a2p.stackfile.list_entries import ListEntries

Answers = dict[Location, Any]

_PART = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")
_YES_OR_NO = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
_LISTS_OF_WORDS = ("phone_numbers", "opt_in_keywords", "opt_out_keywords", "help_keywords")

# What the kind itself answers.
GIVEN: dict[CustomerKind, Answers] = {
    "sole-proprietor": {
        ("brand", "brand_type"): "SOLE_PROPRIETOR",
        ("campaign", "us_app_to_person_usecase"): "SOLE_PROPRIETOR",
    },
    "standard": {("brand", "brand_type"): "STANDARD"},
    "external": {},
}


def parse_key(key: str) -> Location:
    """`campaign.message_samples[1]` as a location; the project's name before it is no part of it."""
    return tuple(name or int(at) for name, at in _PART.findall(key.removeprefix("a2p:").strip()))


def nest(answers: Mapping[Location, Any]) -> dict[str, Any]:
    """The answers as a declaration has them."""
    root: dict[str, Any] = {}
    for location, value in answers.items():
        place = root
        for part in location[:-1]:
            place = place.setdefault(str(part), {})
        place[str(location[-1])] = value
    return root


def read_answers(given: Mapping[str, Any], kind: CustomerKind) -> Answers:
    """
    Answers out of a file: nested, or with dotted keys, or both; single entries of a list as `ListEntries`.

    Raises:
        DeclarationError: a key is given twice.
    """
    answers: Answers = {}
    entries: dict[Location, dict[int, Any]] = {}
    for location, value in _flatten((), given, kind):
        if isinstance(location[-1], int):
            entries.setdefault(location[:-1], {})[location[-1]] = value
        elif location in answers:
            raise _make_given_twice(location)
        else:
            answers[location] = value
    for location, items in entries.items():
        if location in answers:
            raise _make_given_twice(location)
        answers[location] = ListEntries(items)
    return answers


def close_lists(answers: Answers) -> Answers:
    """The answers of a new file, in which the entries given of a list are the whole list."""
    return {at: value.as_list if isinstance(value, ListEntries) else value for at, value in answers.items()}


def parse_answer(field: KeyField | None, text: str) -> Any:
    """The value of a typed text for a key; the text itself where it cannot be converted."""
    text = text.strip()
    if field is None:
        return text
    if field.form == "true or false":
        return _YES_OR_NO.get(text.lower(), text)
    if field.form == "whole number":
        return int(text) if text.isdecimal() else text
    if field.form == "list":
        return re.split(r"[\s,]+", text) if field.location[-1] in _LISTS_OF_WORDS else [text]
    return text


def find_problems(kind: CustomerKind, answers: Answers, location: Location) -> list[str]:
    """The problems of one answer, with the example's values for all that is not answered yet."""
    config = copy.deepcopy(read_example(kind).config)
    for place, value in answers.items():
        _put(config, place, value)
    problems = (
        problem for problem in inspect(config).problems if problem.location[: len(location)] == location
    )
    return list(dict.fromkeys(problem.text for problem in problems))


def _flatten(around: Location, given: Mapping[str, Any], kind: CustomerKind) -> list[tuple[Location, Any]]:
    flat: list[tuple[Location, Any]] = []
    for key, value in given.items():
        location = (*around, *parse_key(str(key)))
        field = find_field(kind, location)
        if isinstance(value, Mapping) and (field is None or field.form != "mapping"):
            flat += _flatten(location, value, kind)
        elif location and value is not None:
            flat.append((location, value))
    return flat


def _put(config: dict[str, Any], location: Location, value: Any) -> None:
    place = config
    for part in location[:-1]:
        inner = place.get(str(part))
        place = place.setdefault(str(part), {}) if isinstance(inner, dict) or inner is None else {}
    place[str(location[-1])] = value


def _make_given_twice(location: Location) -> DeclarationError:
    return DeclarationError("given twice", remedy="remove one of the two", where=format_location(location))
