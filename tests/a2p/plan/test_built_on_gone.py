"""What is still at Twilio and was built on what is gone: it is not bought or deleted for that unasked."""

from __future__ import annotations

from typing import Any

import pytest

from a2p.plan import Action, Consent, Existence, Review, Situation, Traffic, VerdictKind, decide
from a2p.plan.policies import BRAND, CAMPAIGN, TRUST_BUNDLE
from a2p.plan.situation import Stop
from a2p.plan.stops.built_on_gone import explain_lost_bundle

SOLE_PROPRIETOR = {"brand_type": "SOLE_PROPRIETOR", "mock": False}
STANDARD = {"brand_type": "STANDARD", "mock": False, "skip_automatic_sec_vet": False}
BASES = [({"Profile"}, "Profile is"), ({"TrustBundle"}, "TrustBundle is")]
REVIEWS = [Review.UNDER_WAY, Review.PASSED, Review.REJECTED]  # of a Brand PENDING, APPROVED, FAILED


def brand(
    declared: dict[str, Any], gone: set[str], *, unknown: tuple[str, ...] = ("profile_sid",), **more: Any
) -> Situation:
    known = {"profile_sid": "BU1", "trust_bundle_sid": "BU2", **declared}
    return Situation(
        **{
            "declared": known,
            "baseline": known,
            "unknown": frozenset(unknown),
            "gone": frozenset(gone),
            "stack": "acme",
            **more,
        }
    )


def campaign(gone: set[str], *consents: Consent, approved: bool, mock: bool = False) -> Situation:
    known = {"brand_sid": "BN1", "brand_mock": mock}
    return Situation(
        declared=known,
        baseline=known,
        unknown=frozenset({"brand_sid"}),
        gone=frozenset(gone),
        approved=approved,
        status="VERIFIED" if approved else "PENDING",
        stack="acme",
        consents=frozenset(consents),
    )


@pytest.mark.parametrize("review", REVIEWS)
@pytest.mark.parametrize(("gone", "names"), BASES)
@pytest.mark.parametrize("declared", [SOLE_PROPRIETOR, STANDARD], ids=["sole proprietor", "standard"])
def test_no_second_brand_is_bought_unasked_for_a_bundle_that_is_gone(
    declared: dict[str, Any], gone: set[str], names: str, review: Review
) -> None:
    verdict = decide(BRAND, brand(declared, gone, review=review))

    assert (verdict.kind, verdict.action, verdict.needs) == (
        VerdictKind.BLOCKED,
        Action.STOP,
        (Consent.RECREATION,),
    )
    assert verdict.sentence.startswith(f"{names} gone at Twilio, and this is built on it")
    assert "another one costs Brand registration $4.00" in verdict.sentence
    assert "for life" in verdict.sentence
    assert verdict.remedy.endswith("A2P_ALLOW_RECREATION=true a2p up acme")


@pytest.mark.parametrize(("gone", "names"), BASES)
def test_with_the_consent_another_brand_is_registered_and_says_why(gone: set[str], names: str) -> None:
    verdict = decide(BRAND, brand(STANDARD, gone, consents=frozenset({Consent.RECREATION})))

    assert (verdict.kind, verdict.action) == (VerdictKind.REPLACE, Action.REPLACE)
    assert verdict.sentence.startswith(names)
    assert [fee.name for fee in verdict.consequences.fees] == ["Brand registration", "secondary vetting"]


def test_both_bundles_are_named() -> None:
    verdict = decide(BRAND, brand(STANDARD, {"Profile", "TrustBundle", "MessagingService"}))

    assert verdict.sentence.startswith("Profile and TrustBundle are gone at Twilio")


def test_a_mock_brand_is_free_so_it_follows_its_bundles() -> None:
    assert decide(BRAND, brand(STANDARD | {"mock": True}, {"Profile"})).kind is VerdictKind.REPLACE


def test_a_declared_edit_of_its_kind_is_agreed_to_by_the_edit() -> None:
    situation = brand(STANDARD, {"TrustBundle"}, unknown=("trust_bundle_sid", "brand_type"))

    assert decide(BRAND, situation).kind is VerdictKind.REPLACE


def test_a_brand_that_twilio_takes_no_change_of_is_stopped_by_that() -> None:
    verdict = decide(BRAND, brand(STANDARD, {"Profile"}, stopped=Stop("it is suspended")))

    assert (verdict.sentence, verdict.needs) == ("it is suspended", ())


def test_a_brand_that_only_waits_was_never_paid_for() -> None:
    verdict = decide(BRAND, brand(STANDARD, {"Profile"}, existence=Existence.WAITING, gate_open=False))

    assert verdict.kind is VerdictKind.REGISTER


def test_a_trust_bundle_costs_nothing_so_it_follows_its_profile() -> None:
    known = {"profile_sid": "BU1"}
    situation = Situation(
        declared=known, baseline=known, unknown=frozenset(known), gone=frozenset({"Profile"})
    )

    assert decide(TRUST_BUNDLE, situation).kind is VerdictKind.REPLACE


@pytest.mark.parametrize("gone", [{"Profile"}, {"TrustBundle"}, {"Brand"}], ids=str)
@pytest.mark.parametrize("given", [(), (Consent.TRAFFIC_LOSS,), (Consent.RECREATION,)], ids=str)
def test_an_approved_campaign_needs_both_consents_and_one_command_has_them(
    gone: set[str], given: tuple[Consent, ...]
) -> None:
    verdict = decide(CAMPAIGN, campaign(gone, *given, approved=True))

    assert (verdict.kind, verdict.action) == (VerdictKind.BLOCKED, Action.STOP)
    assert "gone at Twilio" in verdict.sentence
    assert "it was approved" in verdict.sentence
    assert "take the change back" not in verdict.remedy
    assert verdict.remedy.endswith("A2P_ALLOW_TRAFFIC_LOSS=true A2P_ALLOW_RECREATION=true a2p up acme")


@pytest.mark.parametrize(
    ("approved", "mock", "consents", "traffic"),
    [
        (True, False, (Consent.TRAFFIC_LOSS, Consent.RECREATION), Traffic.LOST),
        (True, True, (Consent.TRAFFIC_LOSS,), Traffic.LOST),
        (False, False, (), Traffic.NONE),
    ],
    ids=["approved", "approved on a mock Brand", "under review"],
)
def test_a_campaign_follows_its_brand_where_that_is_agreed_to(
    *, approved: bool, mock: bool, consents: tuple[Consent, ...], traffic: Traffic
) -> None:
    verdict = decide(CAMPAIGN, campaign({"Profile"}, *consents, approved=approved, mock=mock))

    assert (verdict.kind, verdict.consequences.traffic) == (VerdictKind.REPLACE, traffic)
    assert verdict.sentence.startswith("Profile is gone at Twilio")


@pytest.mark.parametrize(
    ("consents", "kind"), [((), VerdictKind.BLOCKED), ((Consent.RECREATION,), VerdictKind.REGISTER)], ids=str
)
def test_a_stack_that_has_lost_its_state_buys_no_brand_unasked_where_a_bundle_is_gone(
    consents: tuple[Consent, ...], kind: VerdictKind
) -> None:
    stop = explain_lost_bundle("profile BU1", "trust bundle")
    situation = brand(
        STANDARD, set(), unknown=(), existence=Existence.NEW, stopped=stop, consents=frozenset(consents)
    )

    assert decide(BRAND, situation).kind is kind
