"""Every key that a rejection tells somebody to edit is one that a stack file can have."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import fields
from pathlib import Path

import pytest

from a2p.catalogue.codes import CODES
from a2p.observed import Problem
from a2p.plan import stage_of
from a2p.plan.stages.rejections import key_of_token, keys_of, to_rejection
from a2p.specs import CampaignSpec
from tests.support.observations import DONE, campaign

REFERENCE = (Path(__file__).parents[3] / "docs/reference/stack-file.md").read_text(encoding="utf-8")
TOKENS = [each.name.upper() for each in fields(CampaignSpec)]
TOKENS += ["USE_CASE_DESCRIPTION", "USE_CASE", "SUPPORT_EMAIL", "WEBSITE", "BRAND", "SOMETHING_NEW", ""]
TOKENS += [f"SAMPLE_MESSAGE_{number}" for number in range(1, 6)]


def sections(key: str) -> set[str]:
    """`campaign` and `campaign.description` of the latter."""
    parts = key.split(".")
    return {".".join(parts[: index + 1]) for index in range(len(parts))}


KEYS = set().union(*map(sections, re.findall(r"^\| `([a-zA-Z_0-9.]+)", REFERENCE, re.MULTILINE)))


def is_key(key: str) -> bool:
    return re.sub(r"\[\d+\]", "", key) in KEYS


def test_the_reference_is_read_with_its_keys() -> None:
    assert {"campaign", "campaign.description", "profile.business.website_url", "phone_numbers"} <= KEYS


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_names_a_key_of_the_schema_or_none(token: str) -> None:
    key = key_of_token(token)

    assert not key or is_key(key)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_names_keys_of_the_schema_only(code: int) -> None:
    assert [key for key in CODES[code].keys if not is_key(key)] == []
    for token in TOKENS:
        assert [key for key in keys_of(Problem(code, (token,), "")) if not is_key(key)] == []


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (Problem(30999, ("SOMETHING_NEW",), "Something new"), "read the page of the unknown code"),
        (Problem(30880, (), "Unknown"), "ask Twilio Support"),
        (Problem(30881, ("SUPPORT_EMAIL",), "Invalid"), "edit profile.email"),
        (Problem(30891, ("WEBSITE",), "Invalid"), "website_url"),
        (Problem(30903, (), "Not eligible"), "brand.brand_type"),
    ],
)
def test_what_names_no_key_of_a_campaign_is_answered_by_its_code_or_with_support(
    problem: Problem, told: str
) -> None:
    stage = stage_of(dataclasses.replace(DONE, campaign=campaign("FAILED", problem)))

    assert told in str(stage.next_step)


def test_a_field_that_is_no_key_is_told_by_its_own_name() -> None:
    assert str(to_rejection(Problem(30999, ("SOMETHING_NEW",), "Something new"))) == (
        "30999 Something new (Twilio names the field SOMETHING_NEW)"
        " (no known code: read https://www.twilio.com/docs/api/errors/30999)"
    )
