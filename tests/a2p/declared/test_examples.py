"""The commented examples in stacks/ are valid, and show every key there is."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from a2p.declared import AnyCustomer, ExternalCustomer, SoleProprietor, Standard, load
from tests.support.declarations import (
    ALL_EXAMPLES,
    SEVERAL,
    STACKS,
    SUBACCOUNT,
    as_pulumi_gives_it,
    declaration,
    loaded,
)

KINDS: list[tuple[str, type[AnyCustomer]]] = [
    ("example", SoleProprietor),
    ("example-standard", Standard),
    ("example-external", ExternalCustomer),
]


@pytest.mark.parametrize(
    ("name", "kind"), [*KINDS, (SEVERAL, Standard), (SUBACCOUNT, Standard)], ids=ALL_EXAMPLES
)
def test_an_example_is_a_valid_declaration_of_its_kind(name: str, kind: type[AnyCustomer]) -> None:
    assert type(loaded(name)) is kind


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=ALL_EXAMPLES[:3])
def test_an_example_shows_every_key(name: str, kind: type[AnyCustomer]) -> None:
    """As a key, or as a comment that shows how the key is written."""
    text = (STACKS / f"Pulumi.{name}.yaml").read_text(encoding="utf-8")

    missing = [
        key for key in _keys(kind) if not re.search(rf"^\s*(# +)?(- )?(a2p:)?{key}:", text, re.MULTILINE)
    ]

    assert missing == []


@pytest.mark.parametrize("name", ALL_EXAMPLES)
def test_an_example_loads_alike_from_parsed_values_and_from_json_texts(name: str) -> None:
    declared = declaration(name)

    assert load(declared, file="f") == load(as_pulumi_gives_it(declared), file="f")


def _keys(model: type[BaseModel]) -> list[str]:
    keys: list[str] = []
    for name, field in model.model_fields.items():
        keys.append(name)
        for inner in _models(field.annotation):
            keys += _keys(inner)
    return keys


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for each in get_args(annotation) for model in _models(each)]
