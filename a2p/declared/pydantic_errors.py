"""Pydantic's errors about single fields as problems of a declaration, with our own sentences."""

import re

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from a2p.declared.keys import suggest_key
from a2p.declared.phone_numbers import PURCHASE, TEXT
from a2p.declared.problems import DeclarationProblem, Location, format_value, is_personal

# By the first word of pydantic's name for it.
_NEEDED = {
    "bool": "true or false needed",
    "dict": "a mapping of keys needed",
    "int": "a whole number needed",
    "model": "a mapping of keys needed",
    "string": "a text needed",
}


def to_problem(error: ErrorDetails, kind: type[BaseModel]) -> DeclarationProblem:
    """Pydantic's error about a declaration of a kind."""
    name, value = error["type"], error["input"]
    location = tuple(part for part in error["loc"] if part not in {TEXT, PURCHASE})
    if name == "missing":
        return DeclarationProblem(location, "missing")
    if name in {"extra_forbidden", "invalid_key"}:
        return DeclarationProblem(location, _describe_unknown_key(kind, location))
    rule = _describe_rule(error)
    if value is None:
        return DeclarationProblem(location, f"empty, {rule}")
    if name == "string_type" and isinstance(value, int | float):
        return DeclarationProblem(
            location, f"{rule}, not {_describe_unquoted(value, location)}: put it in quotes"
        )
    return DeclarationProblem(location, rule, value)


def _describe_unknown_key(kind: type[BaseModel], location: Location) -> str:
    suggestion = suggest_key(kind, location)
    return f"no such key; did you mean {suggestion}?" if suggestion else "no such key"


def _describe_rule(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return _format_choices(re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    known = _NEEDED.get(error["type"].partition("_")[0])
    return known or error["msg"].removeprefix("Value error, ")


def _format_choices(choices: list[str]) -> str:
    return f"{' or '.join(choices)} needed" if len(choices) < 3 else f"one of {', '.join(choices)} needed"


def _describe_unquoted(value: float, location: Location) -> str:
    """What YAML made of a text without quotes."""
    if isinstance(value, bool):
        return "true or false" if is_personal(location) else format_value(value)
    return "a number" if is_personal(location) else f"the number {format_value(value)}"
