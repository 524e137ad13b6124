"""The codes: complete, sayable in one line, and about keys that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from a2p.catalogue import FINAL, PASSING, find_remedy
from a2p.catalogue.codes import _ALL, CODES
from a2p.catalogue.entry_types import CatalogueCode, CodeSource, Persistence, Remediation
from a2p.catalogue.requirements import REQUIREMENTS
from a2p.catalogue.sids import KNOWN, PREFIXES, REGISTRY
from a2p.catalogue.states import STATES
from a2p.declared import SoleProprietor, Standard
from a2p.declared.external import ExternalCustomer
from a2p.declared.keys import list_keys

NAMED = re.findall(r"\b\d{5}\b", (Path(__file__).parent / "codes.txt").read_text(encoding="utf-8"))
ROWS = sorted(CODES.values(), key=lambda row: row.code)


@pytest.mark.parametrize("code", NAMED)
def test_every_code_the_requirements_name_is_explained(code: str) -> None:
    assert int(code) in CODES


def test_no_code_has_two_rows() -> None:
    assert len(_ALL) == len(CODES)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.code))
def test_each_key_of_a_code_is_one_a_stack_file_may_have(row: CatalogueCode) -> None:
    for key in row.keys:
        *path, name = key.split(".")
        kinds = (SoleProprietor, Standard, ExternalCustomer)
        assert any(name in list_keys(kind, tuple(path)) for kind in kinds), key


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.code))
def test_each_code_has_a_remedy_that_fits_into_a_line_of_an_error(row: CatalogueCode) -> None:
    assert find_remedy(row.code) == row.remedy
    assert 10 < len(row.remedy) <= 110
    assert "\n" not in row.remedy
    assert not row.remedy.endswith(".")


def test_what_can_be_edited_says_where() -> None:
    assert [row.code for row in ROWS if row.mends is Remediation.EDIT and not row.keys] == []


def test_only_what_is_temporary_has_a_delay() -> None:
    assert [row.code for row in ROWS if row.delay and row.lasts is not Persistence.TEMPORARY] == []
    assert CODES[30791].delay == 30


def test_the_planners_final_codes_are_the_rejections_nothing_mends() -> None:
    never = {row.code for row in ROWS if row.mends is Remediation.NEVER}

    assert never == set(FINAL)
    assert {CODES[code].where for code in FINAL} == {CodeSource.CAMPAIGN}
    assert all(CODES[code].next_command == "" for code in FINAL)


def test_the_failures_that_pass_are_the_ones_a_brand_is_submitted_again_for() -> None:
    again = {row.code for row in ROWS if row.where is CodeSource.BRAND and row.mends is Remediation.RETRY}

    assert again == set(PASSING)
    assert {CODES[code].lasts for code in PASSING} == {Persistence.TEMPORARY}


def test_a_code_nobody_knows_and_no_code_have_no_remedy() -> None:
    assert find_remedy(99999) == ""
    assert find_remedy(None) == ""


def test_every_source_is_a_requirement_or_says_that_it_is_none() -> None:
    sources = [row.source for row in ROWS] + [row.source for row in STATES]
    sources += [row.source for row in (*PREFIXES, *REGISTRY, *KNOWN)]

    unknown = (
        {each for source in sources for each in source.split(", ")}
        - set(REQUIREMENTS)
        - {"ext", "api", "unread"}
    )

    assert unknown == set()
