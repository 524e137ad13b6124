"""From a stack's raw config to a Customer, or to every error of the file at once."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from a2p.declared.customer import Customer, SoleProprietor, Standard
from a2p.errors import DeclarationError

# Options of a run, read where they are used; they are not part of what is declared of the customer.
OPTIONS = frozenset(
    {
        "accountSid",
        "authToken",
        "apiKey",
        "apiSecret",
        "baseUrl",
        "wait",
        "allowTrafficLoss",
        "allowPaidResubmission",
    }
)
_KINDS: dict[str, type[Customer]] = {"SOLE_PROPRIETOR": SoleProprietor, "STANDARD": Standard}
# Sections whose values are personal: an error names the rule, never the value.
_PERSONAL = frozenset({"profile", "trust_bundle"})
_SHOWN = 60  # characters of a wrong value


def load(config: Mapping[str, Any], *, file: str) -> Customer:
    """
    Validate a stack's config.

    `config` maps keys without their namespace to raw values: JSON, or plain strings.

    Raises:
        DeclarationError: with all errors of the file.
    """
    declared = {key: _value(raw) for key, raw in config.items() if key not in OPTIONS}
    brand = declared.get("brand")
    brand_type = brand.get("brand_type") if isinstance(brand, dict) else None
    kind = _KINDS.get(str(brand_type))
    if kind is None:
        known = " or ".join(_KINDS)
        raise DeclarationError(f"{file} is not valid:\n  - brand.brand_type: {brand_type!r}, {known} needed")
    try:
        return kind.model_validate(declared)
    except ValidationError as error:
        lines = [f"  - {_line(each)}" for each in error.errors()]
        raise DeclarationError("\n".join([f"{file} is not valid ({len(lines)}):", *lines])) from None


def _value(raw: Any) -> Any:
    """Structured config arrives as JSON; a plain string stays one."""
    if not isinstance(raw, str):
        return raw
    try:
        parsed = json.loads(raw)
    except ValueError:
        return raw
    return parsed if isinstance(parsed, dict | list) else raw


def _line(error: ErrorDetails) -> str:
    key = dotted(error["loc"])
    rule = _RULES.get(error["type"], error["msg"]).removeprefix("Value error, ")
    value = error["input"]
    # A rule between several keys of one mapping names the first of them itself: it only lacks the way there.
    between_keys = error["type"] == "value_error" and isinstance(value, dict)
    told = f"{key}{'.' if between_keys else ': '}{rule}" if key else rule
    personal = bool(error["loc"]) and error["loc"][0] in _PERSONAL
    if (
        personal
        or isinstance(value, dict | list)
        or error["type"] in {"missing", "extra_forbidden"}
        or not key
    ):
        return told
    text = repr(value)
    return f"{told}, not {text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}"


_RULES = {
    "missing": "missing",
    "extra_forbidden": "no such key",
    "bool_type": "true or false needed",
    "bool_parsing": "true or false needed",
    "string_type": "a text needed (in quotes, where YAML would read a number)",
    "model_type": "a mapping of keys needed",
    "tuple_type": "a list needed",
}


def dotted(location: tuple[int | str, ...]) -> str:
    """`("campaign", "message_samples", 1)` as `campaign.message_samples[1]`."""
    key = ""
    for part in location:
        key += f"[{part}]" if isinstance(part, int) else f".{part}" if key else str(part)
    return key
