"""From a stack's raw config to a Customer, or to every error of the file at once."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from a2p.declared.cross_field_rules import EXTERNAL, NOT_WITH_EXTERNAL, broken_rules
from a2p.declared.customer import Customer, SoleProprietor, Standard
from a2p.declared.external import ExternalCustomer
from a2p.declared.keys import place
from a2p.declared.options import OPTIONS, wrong_options
from a2p.declared.problems import Finding, shown
from a2p.declared.project_defaults import CALLBACK, inherit
from a2p.declared.pydantic_errors import worded
from a2p.declared.size_limits import LONGEST, too_deep, too_large, too_long, unusable_characters
from a2p.errors import DeclarationError
from a2p.redaction import learn

AnyCustomer = Customer | ExternalCustomer
_KINDS: dict[str, type[Customer]] = {"SOLE_PROPRIETOR": SoleProprietor, "STANDARD": Standard}
_BRAND_TYPE = ("brand", "brand_type")


class Inspected(NamedTuple):
    """What a declaration was found to be: the customer, or all that is wrong, in the order of the file."""

    kind: type[AnyCustomer]
    customer: AnyCustomer | None
    found: tuple[Finding, ...]


def load(config: Mapping[str, Any], *, file: str) -> AnyCustomer:
    """
    Validate a stack's config.

    `config` maps keys without their namespace to raw values: JSON, or plain strings.

    Raises:
        DeclarationError: with all errors of the file.
    """
    _, customer, found = inspect(config)
    if customer is not None:
        return customer
    lines = list(dict.fromkeys(f"  - {finding.text}" for finding in found))
    raise DeclarationError("\n".join([f"{file} is not valid ({len(lines)}):", *lines]))


def inspect(config: Mapping[str, Any]) -> Inspected:
    """The same as `load`, for those who want each error as a value."""
    beyond = tuple(each for key, raw in config.items() for each in _beyond_bounds(key, raw))
    if beyond:
        return Inspected(Customer, None, beyond)
    given = {key: _value(raw) for key, raw in config.items() if key not in OPTIONS}
    learn(given)
    declared = inherit(given, config.get(CALLBACK))
    kind, rules, wrong_type = _kind(declared)
    customer, wrong_fields = _validated(kind, declared)
    found = [
        *wrong_options(config),
        *wrong_type,
        *wrong_fields,
        *broken_rules(declared, rules),
    ]
    told = {finding.location for finding in found}
    unusable = (each for key, raw in config.items() for each in unusable_characters((key,), _value(raw)))
    found += [each for each in unusable if each.location not in told]
    found.sort(key=lambda finding: place(kind, finding.location))
    return Inspected(kind, None if found else customer, tuple(found))


def _beyond_bounds(key: str, raw: Any) -> Iterator[Finding]:
    """What is not even looked into."""
    if isinstance(raw, str) and len(raw) > LONGEST:
        yield too_long(key, raw)
        return
    try:
        yield from too_large(key, _value(raw))
    except RecursionError:
        yield too_deep(key)


def _value(raw: Any) -> Any:
    """Structured config arrives as JSON; a plain string stays one."""
    if not isinstance(raw, str):
        return raw
    try:
        parsed = json.loads(raw)
    except ValueError:
        return raw
    return parsed if isinstance(parsed, dict | list) else raw


def _kind(declared: Mapping[str, Any]) -> tuple[type[AnyCustomer], str, list[Finding]]:
    """The kind of customer, the name of its rules, and what is wrong about how the file says it."""
    if EXTERNAL in declared:
        return ExternalCustomer, EXTERNAL, []
    brand_type, wrong_type = _brand_type(declared)
    return _KINDS[brand_type], brand_type, wrong_type


def _brand_type(declared: Mapping[str, Any]) -> tuple[str, list[Finding]]:
    """The kind of Brand; where the file does not say, the one that the rest of it looks like."""
    brand, profile = declared.get("brand"), declared.get("profile")
    given = brand.get("brand_type") if isinstance(brand, dict) else None
    if isinstance(given, str) and given in _KINDS:
        return given, []
    is_company = isinstance(profile, dict) and "business" in profile
    what = "missing" if given is None else f"{shown(given)} given"
    return (
        "STANDARD" if is_company else "SOLE_PROPRIETOR",
        [Finding(_BRAND_TYPE, f"{what}, {' or '.join(_KINDS)} needed")],
    )


def _validated(
    kind: type[AnyCustomer], declared: Mapping[str, Any]
) -> tuple[AnyCustomer | None, list[Finding]]:
    try:
        return kind.model_validate(declared), []
    except ValidationError as error:
        return None, [
            worded(each, kind) for each in error.errors(include_url=False) if not _told_elsewhere(each)
        ]


def _told_elsewhere(error: ErrorDetails) -> bool:
    """
    What has a better sentence than a single field's.

    Of a wrong brand type, or of no section to hold one, `_brand_type` tells; of two ways to register in one
    file, the rules do.
    """
    location, name = error["loc"], error["type"]
    return (
        location == _BRAND_TYPE
        or (location, name) == (("brand",), "missing")
        or (name == "extra_forbidden" and len(location) == 1 and location[0] in NOT_WITH_EXTERNAL)
    )
