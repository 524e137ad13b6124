"""One number in two files, of which one has its SID and the other the number as it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from a2p.stackfile.portfolio import PortfolioMember, check_portfolio
from a2p.stackfile.reader import Place

SID, WRITTEN = "PN" + "a" * 32, "+14155550100"


def member(stack: str, *numbers: str) -> PortfolioMember:
    return PortfolioMember(stack, Path(stack), numbers=numbers, places={("phone_numbers",): Place(1, 1)})


@pytest.mark.parametrize(
    ("other", "named"),
    [(WRITTEN, f"{WRITTEN} ({SID}) stands in a and b"), (SID.upper(), f"{SID.upper()} ({SID}) stands in")],
)
def test_two_forms_of_one_number_are_one_number(other: str, named: str) -> None:
    recorded = {"b": {WRITTEN: SID}}

    found = check_portfolio([member("a", SID), member("b", other)], lambda stack: recorded.get(stack, {}))

    assert [named in warning.text for warning in found] == [True]


def test_one_stack_with_both_forms_is_not_two() -> None:
    assert list(check_portfolio([member("a", SID, WRITTEN)], lambda _: {WRITTEN: SID})) == []


def test_no_state_is_read_where_all_files_have_one_form() -> None:
    asked: list[str] = []

    def ask(stack: str) -> dict[str, str]:
        asked.append(stack)
        return {}

    list(check_portfolio([member("a", WRITTEN), member("b", "+14155550101")], ask))

    assert asked == []
