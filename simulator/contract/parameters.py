"""
Turns the text of a query or a form into checked values, or says what is wrong with which name.

Twilio's bodies are forms: arrays are repeated names, free objects are JSON in a string.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from simulator.contract.operations import Parameter

BOOLEANS = {"true": True, "false": False}
DEEPEST = 32
PAGE_SIZE = "PageSize"  # too large a page has a code of its own at Twilio
INTEGER = re.compile(r"[+-]?[0-9]{1,18}")


class ParameterProblem(Exception):
    """A parameter that the contract does not allow; `kind` is unknown, missing, invalid or too large."""

    def __init__(self, name: str, kind: str, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.kind = kind
        self.message = message


def read_parameters(
    declared: Mapping[str, Parameter],
    given: Iterable[tuple[str, str]],
    unknown: list[str],
    *,
    required: bool = True,
) -> dict[str, Any]:
    """
    The values by name; `required=False` leaves missing names to the caller's own rule.

    Names that are not declared go into `unknown`, once each. A required text that is empty is missing.
    """
    texts: dict[str, list[str]] = {}
    for name, text in given:
        texts.setdefault(name, []).append(text)
    unknown += [name for name in texts if name not in declared]
    for name, parameter in declared.items():
        if required and parameter.required and not any(texts.get(name, ())):
            raise ParameterProblem(name, "missing", f"Missing required parameter {name}")
    return {name: _value(declared[name], texts[name]) for name in texts if name in declared}


def matches(parameter: Parameter, text: str) -> bool:
    """Whether a value in the path can be one at all (SID pattern, whole number)."""
    is_integer = parameter.schema.get("type") == "integer"
    if is_integer and not INTEGER.fullmatch(text):
        return False
    return bool(parameter.validator.is_valid(int(text) if is_integer else text))


def _value(parameter: Parameter, texts: list[str]) -> Any:
    schema = parameter.schema
    if schema.get("type") == "array":
        value: Any = [_scalar(parameter.name, schema.get("items", {}), text) for text in texts]
    elif len(texts) > 1:
        raise _invalid(parameter.name, "given more than once")
    else:
        value = _scalar(parameter.name, schema, texts[0])
    error = next(parameter.validator.iter_errors(value), None)
    if error is not None and parameter.name == PAGE_SIZE and value >= 1:
        raise ParameterProblem(parameter.name, "too large", error.message)
    if error is not None:
        raise _invalid(parameter.name, error.message)
    return value


def _scalar(name: str, schema: dict[str, Any], text: str) -> Any:
    match schema.get("type"):
        case "boolean":
            return _boolean(name, text)
        case "integer":
            return _integer(name, text)
        case None if "enum" not in schema:
            return _json(name, text)
    return _uri(name, text) if schema.get("format") == "uri" else text


def _boolean(name: str, text: str) -> bool:
    if text.lower() not in BOOLEANS:
        raise _invalid(name, f"{text!r} is not true or false")
    return BOOLEANS[text.lower()]


def _integer(name: str, text: str) -> int:
    if not INTEGER.fullmatch(text):
        raise _invalid(name, f"{text!r} is not a whole number")
    return int(text)


def _json(name: str, text: str) -> Any:
    try:
        value = json.loads(text)
        # Python reads NaN and 1e999, which no other JSON parser would take from us.
        json.dumps(value, allow_nan=False)
        too_deep = _depth(value) > DEEPEST
    except (ValueError, RecursionError):
        raise _invalid(name, "not valid JSON") from None
    if too_deep:
        raise _invalid(name, f"nested more than {DEEPEST} deep")
    return value


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _uri(name: str, text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        raise _invalid(name, f"{text!r} is not a valid URL") from None
    # Twilio clears a URL when it is set to the empty string.
    if text and not (parts.scheme in {"http", "https"} and parts.netloc):
        raise _invalid(name, f"{text!r} is not a valid http(s) URL")
    return text


def _invalid(name: str, why: str) -> ParameterProblem:
    return ParameterProblem(name, "invalid", f"Invalid parameter {name}: {why}")
