"""
Declarations to start from: the example stacks as the program is given them.

Pulumi hands a program each structured value as JSON text and each plain value as it is; so do these.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from a2p.declared import AnyCustomer, Customer, ExternalCustomer, load
from a2p.yaml_input import load_yaml

STACKS = Path(__file__).resolve().parents[2] / "stacks"
EXAMPLES = ("example", "example-standard")
EXTERNAL = "example-external"
SEVERAL = "example-campaigns"
SUBACCOUNT = "example-subaccount"
ALL_EXAMPLES = (*EXAMPLES, EXTERNAL, SEVERAL, SUBACCOUNT)


def declaration(name: str = "example", /, **changes: object) -> dict[str, Any]:
    """
    An example's config, keys without their namespace. A change is named by its dotted key.

    `__` stands for the dot: `campaign__description="..."`. None removes the key.
    """
    text = (STACKS / f"Pulumi.{name}.yaml").read_text(encoding="utf-8")
    declared = {key.removeprefix("a2p:"): value for key, value in load_yaml(text)["config"].items()}
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


def loaded(name: str = "example", /, **changes: object) -> AnyCustomer:
    """A valid customer: an example with some keys changed."""
    return load(as_pulumi_gives_it(declaration(name, **changes)), file=f"stacks/Pulumi.{name}.yaml")


def customer(name: str = "example", /, **changes: object) -> Customer:
    """One that is registered at Twilio."""
    found = loaded(name, **changes)
    assert isinstance(found, Customer)
    return found


def external_customer(**changes: object) -> ExternalCustomer:
    """One whose campaign is registered at The Campaign Registry."""
    found = loaded(EXTERNAL, **changes)
    assert isinstance(found, ExternalCustomer)
    return found
