"""The two addresses that each new Campaign and each edit needs since 2026-06-30 (U1)."""

from __future__ import annotations

from typing import Any

import pytest

from a2p.plan import Existence, Situation, VerdictKind, decide
from a2p.plan.policies import CAMPAIGN

URLS = ("privacy_policy_url", "terms_and_conditions_url")


def old_campaign(**more: Any) -> Situation:
    """A Campaign from before 2026-06-30, without the two addresses."""
    fields = dict.fromkeys((row.field for row in CAMPAIGN.rows), "same") | dict.fromkeys(URLS)
    return Situation(declared=fields | more.pop("declared", {}), baseline=fields, **more)


def test_a_campaign_without_policy_urls_is_left_alone_until_it_is_edited() -> None:
    assert decide(CAMPAIGN, old_campaign(approved=True)).kind is VerdictKind.NOOP

    edited = decide(CAMPAIGN, old_campaign(approved=True, declared={"description": "new"}))
    assert edited.kind is VerdictKind.BLOCKED
    assert [row.field for row in edited.because] == list(URLS)
    assert "30933" in edited.sentence
    assert "30934" in edited.sentence

    with_both = dict.fromkeys(URLS, "https://example.com/page") | {"description": "new"}
    assert decide(CAMPAIGN, old_campaign(declared=with_both)).kind is VerdictKind.AMEND


def test_a_policy_url_that_is_not_https_is_none() -> None:
    declared = {
        "privacy_policy_url": "https://example.com/p",
        "terms_and_conditions_url": "http://example.com/t",
    }

    verdict = decide(CAMPAIGN, old_campaign(declared=declared))
    assert [row.field for row in verdict.because] == ["terms_and_conditions_url"]


@pytest.mark.parametrize("existence", [Existence.NEW, Existence.GONE])
def test_no_campaign_is_registered_without_policy_urls(existence: Existence) -> None:
    assert decide(CAMPAIGN, old_campaign(existence=existence)).kind is VerdictKind.BLOCKED


def test_one_that_is_there_is_taken_over_without_policy_urls() -> None:
    assert decide(CAMPAIGN, old_campaign(existence=Existence.LEFTOVER)).kind is VerdictKind.ADOPT
