"""Which files are shipped examples, and no customer's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.stackfile.examples import is_shipped_example
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
