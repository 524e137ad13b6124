"""What is gone at Twilio: one object comes back unasked; several, an approved Campaign or a Brand do not."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from a2p.plan import Action, Consent, Existence, Policy, Situation, Traffic, VerdictKind, decide
from a2p.plan.policies import (
    BRAND,
    CAMPAIGN,
    EXTERNAL_CAMPAIGN,
    MESSAGING_SERVICE,
    PHONE_NUMBER_ASSOCIATION,
    PROFILE,
    TRUST_BUNDLE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

OBJECTS = (PROFILE, TRUST_BUNDLE, BRAND, MESSAGING_SERVICE, CAMPAIGN, EXTERNAL_CAMPAIGN)
IDS = [policy.resource for policy in OBJECTS]
FREE = tuple(policy for policy in OBJECTS if policy is not BRAND)


def gone(
    *others: str,
    approved: bool = False,
    consents: tuple[Consent, ...] = (),
    declared: Mapping[str, Any] = MappingProxyType({}),
) -> Situation:
    return Situation(
        declared=declared,
        baseline=declared,
        existence=Existence.GONE,
        approved=approved,
        gone=frozenset(others),
        stack="acme",
        consents=frozenset(consents),
    )


@pytest.mark.parametrize("policy", FREE, ids=lambda policy: policy.resource)
def test_one_object_that_is_gone_is_registered_again_unasked(policy: Policy) -> None:
    verdict = decide(policy, gone(policy.resource))

    assert verdict.kind is VerdictKind.GONE
    assert verdict.consequences.traffic is not Traffic.LOST


@pytest.mark.parametrize("policy", OBJECTS, ids=IDS)
def test_several_that_are_gone_need_a_consent_of_their_own(policy: Policy) -> None:
    verdict = decide(policy, gone("Profile", "Brand", policy.resource, consents=(Consent.TRAFFIC_LOSS,)))

    assert (verdict.kind, verdict.action, verdict.needs) == (
        VerdictKind.BLOCKED,
        Action.STOP,
        (Consent.RECREATION,),
    )
    assert "A2P_ALLOW_RECREATION=true" in verdict.remedy
    assert "a2p up acme" in verdict.remedy
    assert "and so " in verdict.sentence


@pytest.mark.parametrize("policy", OBJECTS, ids=IDS)
def test_with_the_consent_several_count_as_traffic_loss_and_as_cost(policy: Policy) -> None:
    alone = decide(policy, gone(policy.resource, consents=(Consent.RECREATION,)))
    several = decide(policy, gone("Profile", "Brand", policy.resource, consents=(Consent.RECREATION,)))

    assert several.kind is VerdictKind.GONE
    assert several.consequences.traffic is Traffic.LOST
    assert several.consequences.fees == alone.consequences.fees


@pytest.mark.parametrize("policy", [CAMPAIGN, EXTERNAL_CAMPAIGN], ids=lambda policy: policy.resource)
def test_an_approved_campaign_that_is_gone_is_an_alarm_alone(policy: Policy) -> None:
    refused = decide(policy, gone(policy.resource, approved=True))
    agreed = decide(policy, gone(policy.resource, approved=True, consents=(Consent.RECREATION,)))

    assert (refused.kind, refused.needs) == (VerdictKind.BLOCKED, (Consent.RECREATION,))
    assert "it was approved" in refused.sentence
    assert (agreed.kind, agreed.consequences.traffic) == (VerdictKind.GONE, Traffic.LOST)


def test_numbers_out_of_the_pool_are_put_back_unasked() -> None:
    verdict = decide(PHONE_NUMBER_ASSOCIATION, gone("PhoneNumberAssociation", "MessagingService"))

    assert verdict.kind is VerdictKind.GONE
    assert decide(PROFILE, gone("Profile", "PhoneNumberAssociation")).kind is VerdictKind.GONE


def test_the_sentence_names_what_else_is_gone() -> None:
    verdict = decide(CAMPAIGN, gone("Profile", "Brand", "MessagingService", "Campaign"))

    assert verdict.sentence == (
        "it is gone at Twilio, and so are Brand, MessagingService and Profile. It is not registered again "
        "unasked."
    )


@pytest.mark.parametrize(
    ("declared", "costs"),
    [
        (
            {"brand_type": "SOLE_PROPRIETOR"},
            "Brand registration $4.00, and is one of the 3 Brands that one mobile number may have for life",
        ),
        (
            {"brand_type": "STANDARD"},
            "Brand registration $4.00 and secondary vetting $40.00, and is one of the 50 Brands that one EIN",
        ),
    ],
    ids=["sole proprietor", "standard"],
)
def test_a_brand_that_is_gone_is_not_paid_for_again_unasked(declared: dict[str, Any], costs: str) -> None:
    refused = decide(BRAND, gone("Brand", declared=declared))
    agreed = decide(BRAND, gone("Brand", declared=declared, consents=(Consent.RECREATION,)))

    assert (refused.kind, refused.needs) == (VerdictKind.BLOCKED, (Consent.RECREATION,))
    assert refused.sentence.startswith(f"it is gone at Twilio, and another one costs {costs}")
    assert "A2P_ALLOW_RECREATION=true a2p up acme" in refused.remedy
    assert (agreed.kind, agreed.action) == (VerdictKind.GONE, Action.REPLACE)
    assert agreed.consequences.traffic is not Traffic.LOST
    assert all(str(fee) in agreed.sentence for fee in agreed.consequences.fees)


def test_a_mock_brand_that_is_gone_costs_nothing_and_comes_back() -> None:
    verdict = decide(BRAND, gone("Brand", declared={"brand_type": "STANDARD", "mock": True}))

    assert (verdict.kind, verdict.consequences.fees) == (VerdictKind.GONE, ())
