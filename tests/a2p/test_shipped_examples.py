"""Which files are shipped examples, and no customer's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from a2p.shipped_examples import EXAMPLES, is_shipped_example
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = sorted((ROOT / "stacks").glob("Pulumi.example*.yaml"))


def stack_of(file: Path) -> str:
    return file.name.removeprefix("Pulumi.").removesuffix(".yaml")


@pytest.mark.parametrize("file", SHIPPED, ids=stack_of)
def test_each_example_in_stacks_is_known_by_name_and_salt(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert is_shipped_example(stack_of(file), text)
    assert not is_shipped_example("example-dental", text)
    assert not is_shipped_example(stack_of(file), text.replace("encryptionsalt: v1:", "encryptionsalt: v1:A"))


def test_the_list_has_each_of_them_and_the_scripts_know_the_same() -> None:
    (known,) = re.findall(r"^ +(example[^)]*)\)$", (ROOT / "script/lib.sh").read_text(), re.MULTILINE)

    assert {stack_of(file) for file in SHIPPED} == EXAMPLES
    assert set(known.split(" | ")) == EXAMPLES
