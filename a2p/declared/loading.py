"""Reads a stack's raw config into a Customer, or into all problems of the file at once."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from a2p.declared.cross_field_rules import EXTERNAL, NOT_WITH_EXTERNAL, find_broken_rules
from a2p.declared.customer import Customer, SoleProprietor, Standard
from a2p.declared.external import ExternalCustomer
from a2p.declared.keys import sort_key, sort_key_of_several
from a2p.declared.options import OPTIONS, find_wrong_options
from a2p.declared.phone_numbers import list_e164
from a2p.declared.problems import DeclarationProblem, format_value
from a2p.declared.project_defaults import apply_defaults, find_callback
from a2p.declared.pydantic_errors import to_problem
from a2p.declared.several_campaigns import (
    CAMPAIGNS,
    CampaignEntry,
    deduplicate,
    find_wrong_entries,
    is_external,
    list_entries,
)
from a2p.declared.size_limits import (
    find_too_large,
    find_unusable_characters,
    is_too_long,
    report_too_deep,
    report_too_long,
)
from a2p.errors import DeclarationError
from a2p.redaction import learn, permit_numbers

AnyCustomer = Customer | ExternalCustomer
_KINDS: dict[str, type[Customer]] = {"SOLE_PROPRIETOR": SoleProprietor, "STANDARD": Standard}
_BRAND_TYPE = ("brand", "brand_type")


class Inspection(NamedTuple):
    """What a declaration was found to be: the customer, or all that is wrong, in the order of the file."""

    kind: type[AnyCustomer]
    customer: AnyCustomer | None
    problems: tuple[DeclarationProblem, ...]


def load(config: Mapping[str, Any], *, file: str) -> AnyCustomer:
    """
    Validate a stack's config.

    `config` maps keys without their namespace to raw values: JSON, or plain strings.

    Raises:
        DeclarationError: with all errors of the file.
    """
    _, customer, problems = inspect(config)
    if customer is not None:
        return customer
    reasons = list(dict.fromkeys(problem.text for problem in problems))
    raise DeclarationError(f"{file} is not valid ({len(reasons)}):", reasons=reasons)


def inspect(config: Mapping[str, Any]) -> Inspection:
    """The same as `load`, for those who want each error as a value."""
    beyond = tuple(each for key, raw in config.items() for each in _check_size(key, raw))
    if beyond:
        return Inspection(Customer, None, beyond)
    given = {key: _parse_value(raw) for key, raw in config.items() if key not in OPTIONS}
    learn(given)
    declared = apply_defaults(given, find_callback(config))
    if CAMPAIGNS in declared:
        return _inspect_several(config, declared)
    _permit_own_numbers(given)
    kind, rules, wrong_type = _find_kind(declared)
    customer, problems = _inspect_one(kind, rules, declared)
    problems += [*find_wrong_options(config), *wrong_type]
    problems += _find_unusable(config, problems)
    problems.sort(key=lambda finding: sort_key(kind, finding.location))
    return Inspection(kind, None if problems else customer, tuple(problems))


def _inspect_several(config: Mapping[str, Any], declared: Mapping[str, Any]) -> Inspection:
    """A file with `a2p:campaigns`: each of them as a declaration of its own."""
    kind, rules, wrong_type = _find_kind({**declared, EXTERNAL: {}} if is_external(declared) else declared)
    is_sole_proprietor = rules == "SOLE_PROPRIETOR"
    problems = [
        *find_wrong_options(config),
        *wrong_type,
        *find_wrong_entries(declared, sole_proprietor=is_sole_proprietor),
    ]
    customers = []
    for entry in list_entries(declared):
        _permit_own_numbers(entry.declared)
        customer, found = _inspect_one(kind, rules, entry.declared)
        problems += [problem._replace(location=entry.locate(problem.location)) for problem in found]
        customers.append((entry, customer))
    problems = deduplicate(problems)
    problems += _find_unusable({key: raw for key, raw in config.items() if key != CAMPAIGNS}, problems)
    problems += _find_unusable_in_entries(declared, problems)
    names = list(declared[CAMPAIGNS]) if isinstance(declared[CAMPAIGNS], Mapping) else []
    problems.sort(key=lambda finding: sort_key_of_several(kind, names, finding.location))
    if problems:
        return Inspection(kind, None, tuple(problems))
    return Inspection(kind, _join([(entry, one) for entry, one in customers if one is not None]), ())


def _inspect_one(
    kind: type[AnyCustomer], rules: str, declared: Mapping[str, Any]
) -> tuple[AnyCustomer | None, list[DeclarationProblem]]:
    customer, wrong_fields = _validate(kind, declared)
    return customer, [*wrong_fields, *find_broken_rules(declared, rules)]


def _join(customers: list[tuple[CampaignEntry, AnyCustomer]]) -> AnyCustomer:
    """All Campaigns as one customer: the first of them, which knows the others."""
    named: dict[str, Any] = {
        entry.name: (customer, entry.written, entry.renamed_from) for entry, customer in customers
    }
    _, first = customers[0]
    first.join(named)
    return first.campaigns[0]


def _find_unusable(config: Mapping[str, Any], problems: list[DeclarationProblem]) -> list[DeclarationProblem]:
    """The characters that no declaration may contain, where nothing else is wrong."""
    reported = {problem.location for problem in problems}
    found = (
        each for key, raw in config.items() for each in find_unusable_characters((key,), _parse_value(raw))
    )
    return [each for each in found if each.location not in reported]


def _find_unusable_in_entries(
    declared: Mapping[str, Any], problems: list[DeclarationProblem]
) -> list[DeclarationProblem]:
    return [
        found._replace(location=(CAMPAIGNS, entry.name, *found.location))
        for entry in list_entries(declared)
        for found in _find_unusable(
            entry.written,
            [
                problem._replace(location=problem.location[2:])
                for problem in problems
                if problem.location[:2] == (CAMPAIGNS, entry.name)
            ],
        )
    ]


def _permit_own_numbers(given: Mapping[str, Any]) -> None:
    """Messages name the numbers that send, which are no secret."""
    entries = given.get("phone_numbers")
    if isinstance(entries, list):
        permit_numbers(*list_e164(entries))


def _check_size(key: str, raw: Any) -> Iterator[DeclarationProblem]:
    """What is not even looked into."""
    if isinstance(raw, str) and is_too_long(key, raw):
        yield report_too_long(key, raw)
        return
    try:
        yield from find_too_large(key, _parse_value(raw))
    except RecursionError:
        yield report_too_deep(key)


def _parse_value(raw: Any) -> Any:
    """Structured config arrives as JSON; a plain string stays one."""
    if not isinstance(raw, str):
        return raw
    try:
        parsed = json.loads(raw)
    except ValueError:
        return raw
    return parsed if isinstance(parsed, dict | list) else raw


def _find_kind(declared: Mapping[str, Any]) -> tuple[type[AnyCustomer], str, list[DeclarationProblem]]:
    """The kind of customer, the name of its rules, and what is wrong about how the file says it."""
    if EXTERNAL in declared:
        return ExternalCustomer, EXTERNAL, []
    brand_type, wrong_type = _find_brand_type(declared)
    return _KINDS[brand_type], brand_type, wrong_type


def _find_brand_type(declared: Mapping[str, Any]) -> tuple[str, list[DeclarationProblem]]:
    """The kind of Brand; where the file does not say, the one that the rest of it looks like."""
    brand, profile = declared.get("brand"), declared.get("profile")
    given = brand.get("brand_type") if isinstance(brand, dict) else None
    if isinstance(given, str) and given in _KINDS:
        return given, []
    is_company = isinstance(profile, dict) and "business" in profile
    what = "missing" if given is None else f"{format_value(given)} given"
    return (
        "STANDARD" if is_company else "SOLE_PROPRIETOR",
        [DeclarationProblem(_BRAND_TYPE, f"{what}, {' or '.join(_KINDS)} needed")],
    )


def _validate(
    kind: type[AnyCustomer], declared: Mapping[str, Any]
) -> tuple[AnyCustomer | None, list[DeclarationProblem]]:
    try:
        return kind.model_validate(declared), []
    except ValidationError as error:
        return None, [
            to_problem(each, kind)
            for each in error.errors(include_url=False)
            if not _is_reported_elsewhere(each)
        ]


def _is_reported_elsewhere(error: ErrorDetails) -> bool:
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
