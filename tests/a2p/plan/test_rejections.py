"""What a rejected Campaign leads to: the declared keys, an appeal, or silence (C8, C16, C24)."""

from __future__ import annotations

import dataclasses

import pytest

from a2p.observed import LiveCampaign, Problem
from a2p.plan import Consent, Existence, Situation, VerdictKind, decide, find_campaign_stop
from a2p.plan.policies import CAMPAIGN
from a2p.plan.situation import Stop
from a2p.plan.stages.rejections import key_of_token, to_rejection


@pytest.mark.parametrize(
    ("token", "key"),
    [
        ("SAMPLE_MESSAGE_1", "campaign.message_samples[0]"),
        ("SAMPLE_MESSAGE_2", "campaign.message_samples[1]"),
        ("MESSAGE_FLOW", "campaign.message_flow"),
        ("USE_CASE_DESCRIPTION", "campaign.description"),
        ("OPT_IN_MESSAGE", "campaign.opt_in_message"),
        ("AGE_GATED", "campaign.age_gated"),
        ("SUPPORT_EMAIL", ""),
        ("WEBSITE", ""),
        ("BRAND", ""),
        ("BRAND_SID", ""),
        ("SOMETHING_NEW", ""),
    ],
)
def test_a_field_token_names_the_declared_key(token: str, key: str) -> None:
    assert key_of_token(token) == key


def test_a_reason_that_an_edit_mends_reads_as_key_code_and_text() -> None:
    reason = to_rejection(Problem(30893, ("SAMPLE_MESSAGE_2",), "Invalid sample message content"))

    assert str(reason) == "campaign.message_samples[1]: 30893 Invalid sample message content"
    assert not reason.final


def test_a_rejected_terms_page_is_corrected_and_sent_in_again() -> None:
    reason = to_rejection(Problem(30882, ("TERMS_AND_CONDITIONS_URL",), "The terms do not describe it"))

    assert (reason.final, reason.on_page) == (False, True)
    assert reason.keys == ("campaign.terms_and_conditions_url",)
    assert "Twilio may call this code final" in str(reason)


def test_an_unknown_code_is_sent_to_the_page_that_the_rejection_names() -> None:
    page = "https://www.twilio.com/docs/api/errors/39999"
    reason = to_rejection(Problem(39999, ("MESSAGE_FLOW",), "New", page))

    assert (reason.final, reason.on_page, reason.is_known) == (False, False, False)
    assert page in str(reason)


@pytest.mark.parametrize("code", [30919, 30921, 30923, 30925, 30932, 30908, 30558])
def test_a_code_about_a_page_leaves_the_text_as_it_may_be(code: int) -> None:
    assert to_rejection(Problem(code, (), "Rejected")).on_page


@pytest.mark.parametrize("code", [30882, 30952, 30883, 30884, 30885, 30897, 30898])
def test_a_reason_that_nothing_mends_stops_every_change(code: int) -> None:
    campaign = LiveCampaign(
        status="FAILED",
        campaign_id=None,
        externally_registered=False,
        problems=(Problem(code, ("MESSAGE_FLOW",), "Rejected"),),
    )

    assert to_rejection(campaign.problems[0]).final
    situation = Situation(
        declared={"description": "new"},
        baseline={"description": "old"},
        existence=Existence.REGISTERED,
        stopped=find_campaign_stop(campaign),
        stack="acme",
    )
    verdict = decide(CAMPAIGN, situation)
    assert verdict.kind is VerdictKind.BLOCKED
    assert "a materially different Campaign, or in some cases" in verdict.sentence
    assert verdict.remedy.endswith("A2P_ALLOW_FINAL_REJECTION=true a2p up acme")

    agreed = dataclasses.replace(situation, consents=frozenset({Consent.FINAL_REJECTION}))
    assert decide(CAMPAIGN, agreed).kind is VerdictKind.AMEND


@pytest.mark.parametrize(
    ("status", "problems", "why"),
    [
        ("FAILED", (Problem(30886, ("USE_CASE_DESCRIPTION",), "Invalid"),), "an edit mends it"),
        ("IN_PROGRESS", (Problem(30883, (), "Of an earlier round"),), "the status decides, not the errors"),
        ("VERIFIED", (), "nothing is wrong"),
    ],
)
def test_other_campaigns_may_be_changed(status: str, problems: tuple[Problem, ...], why: str) -> None:
    campaign = LiveCampaign(status=status, campaign_id=None, externally_registered=False, problems=problems)

    assert find_campaign_stop(campaign) is None, why


def test_a_suspended_campaign_may_not() -> None:
    campaign = LiveCampaign(status="SUSPENDED", campaign_id="C1234AB", externally_registered=False)

    assert find_campaign_stop(campaign) == Stop(
        "it is SUSPENDED, and Twilio takes no change of it, nor its deletion."
    )


def test_what_is_stopped_and_unchanged_is_left_alone() -> None:
    same = {"description": "as it was"}

    verdict = decide(CAMPAIGN, Situation(declared=same, baseline=same, stopped=Stop("it is SUSPENDED")))

    assert verdict.kind is VerdictKind.NOOP
