"""A Campaign that is not declared any more: deleted, or held back for the traffic or for Twilio."""

from __future__ import annotations

import pytest

from a2p.plan import Action, Consent, Traffic, VerdictKind
from a2p.plan.stops.campaign_removal import decide_campaign_removal, decide_service_removal
from tests.support.observations import campaign


def test_an_approved_one_needs_a_consent() -> None:
    verdict = decide_campaign_removal("MG1", campaign("VERIFIED"), stack="acme", consents=())

    assert (verdict.kind, verdict.action) == (VerdictKind.BLOCKED, Action.STOP)
    assert verdict.needs == (Consent.TRAFFIC_LOSS,)
    assert "renamed_from" in verdict.remedy
    assert "A2P_ALLOW_TRAFFIC_LOSS=true a2p up acme" in verdict.remedy


def test_with_the_consent_it_goes_and_its_traffic_is_lost() -> None:
    given = (Consent.TRAFFIC_LOSS,)
    verdict = decide_campaign_removal("MG1", campaign("VERIFIED"), stack="acme", consents=given)

    assert (verdict.kind, verdict.consequences.traffic) == (VerdictKind.DELETE, Traffic.LOST)


@pytest.mark.parametrize("status", ["PENDING", "IN_PROGRESS", "FAILED"])
def test_one_that_was_never_approved_goes_unasked(status: str) -> None:
    verdict = decide_campaign_removal("MG1", campaign(status), stack="acme", consents=())

    assert (verdict.kind, verdict.consequences.traffic) == (VerdictKind.DELETE, Traffic.NONE)
    assert status in verdict.sentence


def test_of_a_suspended_one_nothing_is_taken() -> None:
    given = (Consent.TRAFFIC_LOSS,)
    verdict = decide_campaign_removal("MG1", campaign("SUSPENDED"), stack="acme", consents=given)

    assert (verdict.kind, verdict.needs) == (VerdictKind.BLOCKED, ())
    assert "Twilio Support" in verdict.remedy


def test_a_service_without_a_campaign_is_deleted_and_nothing_stops() -> None:
    verdict = decide_service_removal("MG1")

    assert (verdict.kind, verdict.consequences.traffic) == (VerdictKind.DELETE, Traffic.NONE)
    assert "the Messaging Service MG1 is not declared any more, and it holds no Campaign" in verdict.sentence
