"""What pydantic finds wrong with a single field, in this project's words."""

import re

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from a2p.declared.keys import meant
from a2p.declared.problems import Finding, Location, personal, shown

# By the first word of pydantic's name for it.
_NEEDED = {
    "bool": "true or false needed",
    "dict": "a mapping of keys needed",
    "int": "a whole number needed",
    "model": "a mapping of keys needed",
    "string": "a text needed",
}


def worded(error: ErrorDetails, kind: type[BaseModel]) -> Finding:
    """Pydantic's error about a declaration of a kind."""
    name, location, value = error["type"], error["loc"], error["input"]
    if name == "missing":
        return Finding(location, "missing")
    if name in {"extra_forbidden", "invalid_key"}:
        return Finding(location, _no_such_key(kind, location))
    rule = _rule(error)
    if value is None:
        return Finding(location, f"empty, {rule}")
    if name == "string_type" and isinstance(value, int | float):
        return Finding(location, f"{rule}, not {_unquoted(value, location)}: put it in quotes")
    return Finding(location, rule, value)


def _no_such_key(kind: type[BaseModel], location: Location) -> str:
    suggestion = meant(kind, location)
    return f"no such key; did you mean {suggestion}?" if suggestion else "no such key"


def _rule(error: ErrorDetails) -> str:
    if error["type"] == "literal_error":
        return _one_of(re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    known = _NEEDED.get(error["type"].partition("_")[0])
    return known or error["msg"].removeprefix("Value error, ")


def _one_of(choices: list[str]) -> str:
    return f"{' or '.join(choices)} needed" if len(choices) < 3 else f"one of {', '.join(choices)} needed"


def _unquoted(value: float, location: Location) -> str:
    """What YAML made of a text without quotes."""
    if isinstance(value, bool):
        return "true or false" if personal(location) else shown(value)
    return "a number" if personal(location) else f"the number {shown(value)}"
