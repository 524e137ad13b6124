"""Whole campaigns of many trades, labelled: most bad ones are flagged for the right reason, few good ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from a2p.declared import Customer, load
from a2p.lint import Remark, lint
from tests.support.declarations import as_pulumi_gives_it, declaration
from tests.support.labelled_campaigns import Case, read_cases

HERE = Path(__file__).parent
# The first file holds whole campaigns, the rounds what was written afresh to measure the lint.
FILES = (HERE / "campaigns.yaml", *sorted((HERE / "campaigns").glob("*.yaml")))
CASES: list[Case] = [case for file in FILES for case in read_cases(file)]
BAD = [case for case in CASES if case["label"] == "bad"]
GOOD = [case for case in CASES if case["label"] == "good"]
ABOUT_THE_CASE = {"id", "label", "final", "group", "codes", "cause", "fields_under_test"}
ABOUT_THE_BRAND = {"brand_type", "organisation", "country", "brand_name", "website"}


@cache
def remarks(number: int) -> tuple[Remark, ...]:
    """The warnings and errors on the campaign of a case."""
    found = lint(customer(CASES[number]))
    return tuple(
        remark for remark in found if remark.severity != "advice" and remark.location[0] == "campaign"
    )


def customer(case: Case) -> Customer:
    """The customer of a case, registered as the examples are."""
    name = "example" if case["brand_type"] == "SOLE_PROPRIETOR" else "example-standard"
    declared = declaration(name)
    declared.pop("lint", None)
    declared["campaign"] = {key: case[key] for key in case if key not in ABOUT_THE_CASE | ABOUT_THE_BRAND}
    if name == "example":
        declared["trust_bundle"]["brand_name"] = case["brand_name"]
    else:
        declared["profile"]["business"] |= {
            "business_name": case["brand_name"],
            "website_url": case["website"],
        }
    loaded = load(as_pulumi_gives_it(declared), file="stack.yaml")
    assert isinstance(loaded, Customer)
    return loaded


def fields(case: Case) -> set[str]:
    """The fields that have a remark."""
    return {str(remark.location[1]) for remark in remarks(CASES.index(case))}


def codes(case: Case) -> set[int]:
    """The rejections that the remarks name."""
    return {code for remark in remarks(CASES.index(case)) for code in remark.info.codes}


def test_the_collection_is_large_enough() -> None:
    assert len(CASES) >= 60
    assert len({case["group"] for case in BAD}) >= 25


def test_bad_campaigns_are_flagged_on_the_field_that_is_bad() -> None:
    missed = [case["id"] for case in BAD if not fields(case) & set(case["fields_under_test"])]

    assert len(missed) <= 0.04 * len(BAD), missed


def test_the_rejection_is_the_right_one() -> None:
    flagged = [case for case in BAD if fields(case)]
    wrong = [case["id"] for case in flagged if not codes(case) & set(case["codes"])]

    assert len(wrong) <= 0.05 * len(flagged), wrong


def test_good_campaigns_are_left_alone() -> None:
    flagged = {case["id"]: sorted(fields(case)) for case in GOOD if fields(case)}

    assert len(flagged) <= 0.02 * len(GOOD), flagged


@pytest.mark.parametrize("case", [case for case in BAD if case["final"]], ids=lambda case: str(case["id"]))
def test_what_is_final_is_called_so(case: Case) -> None:
    assert any(remark.info.is_final for remark in remarks(CASES.index(case)))
