"""The example stack files: what a new declaration begins with, and a valid value for every key."""

import functools
from collections.abc import Mapping
from typing import Any

from a2p.declared.cross_field_rules import EXTERNAL
from a2p.declared.problems import Location
from a2p.declared.several_campaigns import CAMPAIGNS, is_external
from a2p.errors import DeclarationError
from a2p.shipped_examples import FOLDER
from a2p.stackfile.customer_kinds import CustomerKind
from a2p.stackfile.reader import StackFile, read_stack_file

_EXAMPLES: dict[CustomerKind, str] = {
    "sole-proprietor": "example",
    "standard": "example-standard",
    "external": "example-external",
}


@functools.cache
def read_example(kind: CustomerKind) -> StackFile:
    """
    The example of a kind.

    Raises:
        DeclarationError: it has been deleted.
    """
    file = FOLDER / f"Pulumi.{_EXAMPLES[kind]}.yaml"
    stack_file = read_stack_file(file, "a2p")
    if stack_file.problems:
        raise DeclarationError(f"{file} {stack_file.problems[0].text}", remedy=f"git checkout {file}")
    return stack_file


def detect_kind(config: Mapping[str, Any]) -> CustomerKind | None:
    """The kind of a declaration, complete or not; None where nothing in it tells."""
    if EXTERNAL in config or is_external(config):
        return "external"
    brand, profile = _find_section(config, "brand"), _find_section(config, "profile")
    if brand.get("brand_type") == "STANDARD" or "business" in profile:
        return "standard"
    return "sole-proprietor" if brand.get("brand_type") == "SOLE_PROPRIETOR" or profile else None


def find_example_value(kind: CustomerKind, location: Location) -> Any:
    """
    The example's value at a location, or None; of a list's entry that of the first.

    Of one of several Campaigns it is that of the example with one.
    """
    if location[:1] == (CAMPAIGNS,):
        location = location[2:]
    value: Any = read_example(kind).config
    for part in location:
        if isinstance(part, int):
            value = value[0] if isinstance(value, list) and value else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def _find_section(config: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = config.get(key)
    return value if isinstance(value, Mapping) else {}
