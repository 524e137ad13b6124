"""Fees (U10): each amount says where it is from and of when; what sources disagree on is marked."""

from __future__ import annotations

import re
from datetime import date

import pytest

from a2p.plan import fees

ALL = [value for value in vars(fees).values() if isinstance(value, fees.Fee)]


@pytest.mark.parametrize("fee", ALL, ids=lambda fee: fee.name)
def test_each_fee_has_a_source_and_a_date(fee: fees.Fee) -> None:
    assert re.search(r"https://\S+|^[A-Z]\d+$", fee.source), "a page, or the id of a requirement"
    assert date(2025, 1, 1) <= fee.as_of <= date(2026, 11, 30)
    assert fee.usd > 0


def test_what_is_told_differently_is_marked() -> None:
    doubtful = {fee.name for fee in ALL if fee.doubt}
    assert {"Brand registration", "Authentication+ e-mail"} <= doubtful
