"""
Declarations to start from: the two example stacks as the program is given them.

Pulumi hands a program each structured value as JSON text and each plain value as it is; so do these.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import yaml

from a2p.declared import Customer, load

STACKS = Path(__file__).resolve().parents[2] / "stacks"
EXAMPLES = ("example", "example-standard")


def declaration(name: str = "example", /, **changes: object) -> dict[str, Any]:
    """
    An example's config, keys without their namespace. A change is named by its dotted key.

    `__` stands for the dot: `campaign__description="..."`. None removes the key.
    """
    text = (STACKS / f"Pulumi.{name}.yaml").read_text(encoding="utf-8")
    declared = {key.removeprefix("a2p:"): value for key, value in yaml.safe_load(text)["config"].items()}
    declared = copy.deepcopy(declared)
    for key, value in changes.items():
        *way, last = key.split("__")
        place = declared
        for part in way:
            place = place.setdefault(part, {})
        if value is None:
            place.pop(last)
        else:
            place[last] = value
    return declared


def as_pulumi_gives_it(declared: dict[str, Any]) -> dict[str, str]:
    """The config as strings: JSON where it is structured."""
    return {key: value if isinstance(value, str) else json.dumps(value) for key, value in declared.items()}


def customer(name: str = "example", /, **changes: object) -> Customer:
    """A valid customer: an example with some keys changed."""
    return load(as_pulumi_gives_it(declaration(name, **changes)), file=f"stacks/Pulumi.{name}.yaml")
