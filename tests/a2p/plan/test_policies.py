"""The rule book: one row for every field of every resource, and a sentence in each."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from a2p.plan import ChangeRule, Policy, policies
from a2p.specs import (
    BrandRevisionSpec,
    BrandSpec,
    CampaignSpec,
    ExternalCampaignSpec,
    MessagingServiceSpec,
    PhoneNumberAssociationSpec,
    PhoneNumberSpec,
    ProfileSpec,
    TrustBundleSpec,
)
from a2p.specs.codec import field_names

BOOKS: list[tuple[Policy, type[Any]]] = [
    (policies.PROFILE, ProfileSpec),
    (policies.TRUST_BUNDLE, TrustBundleSpec),
    (policies.BRAND, BrandSpec),
    (policies.BRAND_REVISION, BrandRevisionSpec),
    (policies.MESSAGING_SERVICE, MessagingServiceSpec),
    (policies.CAMPAIGN, CampaignSpec),
    (policies.EXTERNAL_CAMPAIGN, ExternalCampaignSpec),
    (policies.PHONE_NUMBER_ASSOCIATION, PhoneNumberAssociationSpec),
    (policies.PHONE_NUMBER, PhoneNumberSpec),
]
IDS = [policy.resource for policy, _ in BOOKS]


def test_every_policy_there_is_is_tested_here() -> None:
    there_are = {name for name, value in vars(policies).items() if isinstance(value, Policy)}

    assert len(there_are) == len(BOOKS)


@pytest.mark.parametrize(("policy", "spec"), BOOKS, ids=IDS)
def test_every_field_has_exactly_one_row_and_every_row_a_field(policy: Policy, spec: type[Any]) -> None:
    assert Counter(row.field for row in policy.rows) == Counter(field_names(spec))


@pytest.mark.parametrize(("policy", "spec"), BOOKS, ids=IDS)
def test_every_row_says_why_in_a_sentence(policy: Policy, spec: type[Any]) -> None:
    for row in policy.rows:
        assert row.why[0].isupper(), row
        assert row.why.endswith("."), row
        assert policy.row(row.field) is row


@pytest.mark.parametrize(
    ("policy", "rule", "fields", "why"),
    [
        (
            policies.CAMPAIGN,
            ChangeRule.LOCKED,
            {"has_embedded_links", "has_embedded_phone", "age_gated", "direct_lending"},
            "C11: the four booleans",
        ),
        (
            policies.CAMPAIGN,
            ChangeRule.AMEND,
            {
                "description",
                "message_flow",
                "message_samples",
                "privacy_policy_url",
                "terms_and_conditions_url",
            },
            "C10: what else an update carries; 2.1: the two URLs",
        ),
        (
            policies.CAMPAIGN,
            ChangeRule.ORDER,
            {"brand_type", "brand_mock", "brand_public", "phone_numbers", "removed_numbers"},
            "the Brand's own; the numbers are resources of their own",
        ),
        (policies.CAMPAIGN, ChangeRule.RAISE, {"submission"}, "U5: the same fields, reviewed again"),
        (policies.CAMPAIGN, ChangeRule.CASCADE, {"brand_revision"}, "B5: the Campaign makes way"),
        (
            policies.EXTERNAL_CAMPAIGN,
            ChangeRule.REPLACE,
            {"campaign_id", "messaging_service_sid", "cnp_migration", "share_accepted_on"},
            "E6: there is no update",
        ),
        (policies.PROFILE, ChangeRule.REPLACE, {"policy_sid", "primary_profile_sid"}, "P6"),
        (policies.TRUST_BUNDLE, ChangeRule.REPLACE, {"policy_sid", "profile_sid"}, "T4"),
        (policies.PROFILE, ChangeRule.ORDER, {"brand_revision"}, "B5: only ordered"),
        (policies.TRUST_BUNDLE, ChangeRule.ORDER, {"brand_revision"}, "B5: only ordered"),
        (policies.BRAND, ChangeRule.AMEND, {"brand_revision", "submission"}, "B5: submitted again"),
        (
            policies.BRAND,
            ChangeRule.DUE,
            {"otp", "vetting", "authentication"},
            "O4, 1.6, U8: nothing an edit does by itself",
        ),
        (policies.MESSAGING_SERVICE, ChangeRule.REPLACE, set(), "M2: replacing it would lose the Campaign"),
        (policies.PHONE_NUMBER_ASSOCIATION, ChangeRule.GATE, {"campaign_stage"}, "N2"),
        (
            policies.PHONE_NUMBER,
            ChangeRule.REPLACE,
            set(),
            "no edit exchanges a customer's number",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_these_fields_and_no_others_have_this_rule(
    policy: Policy, rule: ChangeRule, fields: set[str], why: str
) -> None:
    assert {row.field for row in policy.rows if row.rule is rule} == fields, why


def test_a_campaign_and_a_number_come_back_in_place_and_all_else_with_a_new_sid() -> None:
    assert {policy.resource for policy, _ in BOOKS if not policy.gone_is_replaced} == {
        "Campaign",
        "ExternalCampaign",
        "PhoneNumberAssociation",
    }
