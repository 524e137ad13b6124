"""What comes with a verdict: fees, reviews, resubmissions, traffic, waits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from a2p.plan import Consequences, Existence, Review, Situation, Traffic, VerdictKind, fees
from a2p.plan.consequences import derive_consequences
from a2p.plan.waits import AFTER_DELETION, AFTER_SUBMISSION, EXTERNAL_PACE

STANDARD = {"brand_type": "STANDARD", "mock": False, "brand_mock": False, "skip_automatic_sec_vet": False}
LOW_VOLUME = STANDARD | {"skip_automatic_sec_vet": True}
SOLE_PROPRIETOR = STANDARD | {"brand_type": "SOLE_PROPRIETOR"}
SHARED = {"share_accepted_on": "2026-11-20"}
NOT_SHARED: dict[str, Any] = {"share_accepted_on": None}
MOCK = STANDARD | {"mock": True, "brand_mock": True}


def of(resource: str, kind: VerdictKind, declared: dict[str, Any] = STANDARD, **more: Any) -> Consequences:
    return derive_consequences(resource, kind, Situation(declared=declared, baseline=declared, **more))


@pytest.mark.parametrize("resource", ["Profile", "TrustBundle", "Brand", "Campaign", "ExternalCampaign"])
@pytest.mark.parametrize("kind", [VerdictKind.NOOP, VerdictKind.WAIT, VerdictKind.BLOCKED])
def test_what_does_nothing_leads_to_nothing(resource: str, kind: VerdictKind) -> None:
    assert of(resource, kind) == Consequences()


def test_what_nobody_reviews_leads_to_nothing() -> None:
    assert of("MessagingService", VerdictKind.AMEND) == Consequences()


@pytest.mark.parametrize(
    ("declared", "charged"),
    [
        (STANDARD, (fees.BRAND_REGISTRATION, fees.SECONDARY_VETTING)),
        (LOW_VOLUME, (fees.BRAND_REGISTRATION,)),
        (SOLE_PROPRIETOR, (fees.BRAND_REGISTRATION,)),
        (MOCK, ()),
    ],
    ids=["standard", "low volume", "sole proprietor", "mock"],
)
@pytest.mark.parametrize("kind", [VerdictKind.REGISTER, VerdictKind.REPLACE, VerdictKind.GONE])
def test_a_new_brand_costs_what_its_type_costs(
    kind: VerdictKind, declared: dict[str, Any], charged: tuple[fees.Fee, ...]
) -> None:
    told = of("Brand", kind, declared)

    assert told.fees == charged
    assert told.waits == (AFTER_SUBMISSION,)
    assert "minutes" in told.review


def test_what_an_interrupted_run_left_costs_nothing_again() -> None:
    assert of("Brand", VerdictKind.ADOPT) == Consequences()
    assert of("Campaign", VerdictKind.ADOPT).fees == ()
    assert of("ExternalCampaign", VerdictKind.ADOPT).fees == ()
    assert of("Profile", VerdictKind.ADOPT).waits == ()


def test_a_brand_submitted_again_costs_nothing_and_is_counted() -> None:
    told = of("Brand", VerdictKind.AMEND, resubmissions=1)

    assert (told.fees, told.resubmission, told.waits) == ((), 2, (AFTER_SUBMISSION,))


def test_a_bundle_is_reviewed_and_what_builds_on_it_waits() -> None:
    told = of("Profile", VerdictKind.REGISTER)

    assert told.waits == (AFTER_SUBMISSION,)
    assert "business days" in told.review


@pytest.mark.parametrize(
    ("declared", "charged", "how_long"),
    [
        (STANDARD, (fees.CAMPAIGN_REVIEW,), "weeks"),
        (SOLE_PROPRIETOR, (fees.CAMPAIGN_REVIEW,), "days"),
        (MOCK, (), "weeks"),
    ],
    ids=["standard", "sole proprietor", "mock"],
)
def test_a_new_campaign_is_reviewed_for_a_fee(
    declared: dict[str, Any], charged: tuple[fees.Fee, ...], how_long: str
) -> None:
    told = of("Campaign", VerdictKind.REGISTER, declared, existence=Existence.WAITING)

    assert (told.fees, told.traffic, told.waits) == (charged, Traffic.NONE, ())
    assert how_long in told.review


# (review, approved, counted so far) -> (number of the resubmission, fees, traffic)
AMENDED = [
    ((Review.UNDER_WAY, False, 0), (1, (), Traffic.NONE)),
    ((Review.UNDER_WAY, True, 3), (4, (fees.CAMPAIGN_REVIEW,), Traffic.AT_RISK)),
    ((Review.REJECTED, False, 0), (1, (), Traffic.NONE)),
    ((Review.REJECTED, True, 2), (3, (), Traffic.NONE)),
    ((Review.REJECTED, False, 3), (4, (fees.CAMPAIGN_REVIEW,), Traffic.NONE)),
    ((Review.PASSED, True, 0), (1, (), Traffic.AT_RISK)),
]


@pytest.mark.parametrize(("stood", "comes"), AMENDED)
def test_an_amended_campaign_is_counted_charged_and_at_risk_as_it_stood(
    stood: tuple[Review, bool, int], comes: tuple[int, tuple[fees.Fee, ...], Traffic]
) -> None:
    review, approved, counted = stood

    told = of("Campaign", VerdictKind.AMEND, review=review, approved=approved, resubmissions=counted)

    assert (told.resubmission, told.fees, told.traffic) == comes
    assert told.review


def test_a_text_of_a_campaign_that_waits_leads_to_nothing_yet() -> None:
    told = of("Campaign", VerdictKind.AMEND, existence=Existence.WAITING)

    assert told == Consequences(traffic=Traffic.NONE, later=(fees.CAMPAIGN_REVIEW,))


@pytest.mark.parametrize("existence", [Existence.NEW, Existence.WAITING])
@pytest.mark.parametrize(
    ("resource", "declared", "charged"),
    [
        ("Campaign", STANDARD, (fees.CAMPAIGN_REVIEW,)),
        ("Campaign", MOCK, ()),
        ("Brand", STANDARD, (fees.BRAND_REGISTRATION, fees.SECONDARY_VETTING)),
        ("Brand", SOLE_PROPRIETOR, (fees.BRAND_REGISTRATION,)),
        ("ExternalCampaign", NOT_SHARED, (fees.EXTERNAL_REVIEW,)),
        ("Profile", STANDARD, ()),
        ("PhoneNumberAssociation", STANDARD, ()),
    ],
)
def test_what_waits_tells_what_its_registration_will_cost(
    existence: Existence, resource: str, declared: dict[str, Any], charged: tuple[fees.Fee, ...]
) -> None:
    told = of(resource, VerdictKind.WAIT, declared, existence=existence)

    assert (told.fees, told.later) == ((), charged)


@pytest.mark.parametrize("kind", [VerdictKind.REPLACE, VerdictKind.CASCADE])
@pytest.mark.parametrize(("approved", "traffic"), [(True, Traffic.LOST), (False, Traffic.NONE)])
def test_a_replaced_campaign_costs_five_seconds_a_fee_and_an_approved_one_the_traffic(
    kind: VerdictKind, *, approved: bool, traffic: Traffic
) -> None:
    told = of("Campaign", kind, approved=approved)

    assert (told.fees, told.waits, told.traffic) == ((fees.CAMPAIGN_REVIEW,), (AFTER_DELETION,), traffic)


def test_a_replaced_campaign_that_was_never_registered_needs_no_deletion() -> None:
    assert of("Campaign", VerdictKind.REPLACE, existence=Existence.WAITING).waits == ()


def test_an_association_costs_the_secondary_review_and_keeps_its_pace() -> None:
    told = of("ExternalCampaign", VerdictKind.REGISTER, SHARED, existence=Existence.WAITING)

    assert told.fees == (fees.EXTERNAL_REVIEW,)
    assert told.waits == (EXTERNAL_PACE,)


def test_an_external_campaign_that_is_not_shared_yet_costs_nothing_yet() -> None:
    told = of("ExternalCampaign", VerdictKind.AMEND, NOT_SHARED, existence=Existence.WAITING, gate_open=False)

    assert told == Consequences(traffic=Traffic.NONE, later=(fees.EXTERNAL_REVIEW,))


def test_a_replaced_association_loses_the_traffic_of_an_approved_one() -> None:
    told = of("ExternalCampaign", VerdictKind.REPLACE, SHARED, approved=True)

    assert told.traffic is Traffic.LOST
    assert told.waits == (AFTER_DELETION, EXTERNAL_PACE)


def test_fees_add_up_and_say_what_they_are() -> None:
    charged = (fees.BRAND_REGISTRATION, fees.SECONDARY_VETTING)

    assert fees.add_fees(charged) == Decimal("44.00")
    assert fees.add_fees(()) == 0
    assert [str(fee) for fee in charged] == ["Brand registration $4.00", "secondary vetting $40.00"]
