"""Values without quotes, as Pulumi reads them. tests/e2e/test_defaults.py asks the engine the same."""

from __future__ import annotations

from typing import Any

import pytest

from a2p.stackfile.yaml_scalars import parse_unquoted, scalar_to_text
from tests.support.scalars import READ


@pytest.mark.parametrize("written", READ)
def test_a_value_without_quotes_is_what_pulumi_makes_of_it(written: str) -> None:
    read = parse_unquoted(written)

    assert read == READ[written]
    assert type(read) is type(READ[written])


@pytest.mark.parametrize(
    ("value", "told"), [(None, ""), (True, "true"), (1.5, "1.5"), (83, "83"), ("yes", "yes")]
)
def test_a_value_that_stands_alone_reaches_the_program_as_a_text(value: Any, told: str) -> None:
    assert scalar_to_text(value) == told
