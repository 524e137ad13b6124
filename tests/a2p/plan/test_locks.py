"""A Campaign whose edit Twilio refuses: stopped with the ways out, or replaced where agreed (C11, U7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.plan import Action, Consent, Traffic, VerdictKind
from a2p.plan.fees import CAMPAIGN_REVIEW
from a2p.plan.stops.locks import decide_locked, decide_without_edits
from a2p.plan.waits import AFTER_DELETION

if TYPE_CHECKING:
    from collections.abc import Callable

    from a2p.plan import Verdict

DECISIONS = [decide_locked, decide_without_edits]


@pytest.mark.parametrize("decide", DECISIONS)
def test_without_consent_the_refusal_stops_and_names_both_ways_out(decide: Callable[..., Verdict]) -> None:
    verdict = decide("it is fixed", stack="acme", consents=[Consent.PAID_RESUBMISSION])

    assert (verdict.kind, verdict.action) == (VerdictKind.BLOCKED, Action.STOP)
    assert verdict.needs == (Consent.TRAFFIC_LOSS,)
    assert verdict.sentence.startswith("Twilio refuses the edit: it is fixed.")
    assert "A2P_ALLOW_TRAFFIC_LOSS=true A2P_ALLOW_PAID_RESUBMISSION=true a2p up acme" in verdict.remedy
    assert str(CAMPAIGN_REVIEW) in verdict.remedy


@pytest.mark.parametrize("decide", DECISIONS)
def test_with_consent_it_is_replaced_and_what_that_costs_is_told(decide: Callable[..., Verdict]) -> None:
    verdict = decide("it is fixed", stack="acme", consents=[Consent.TRAFFIC_LOSS])

    assert (verdict.kind, verdict.action) == (VerdictKind.REPLACE, Action.REPLACE)
    assert verdict.consequences.fees == (CAMPAIGN_REVIEW,)
    assert verdict.consequences.traffic is Traffic.LOST
    assert verdict.consequences.waits == (AFTER_DELETION,)


def test_what_is_locked_and_what_an_account_may_not_do_are_told_apart() -> None:
    locked = decide_locked("no", stack="acme", consents=[])
    without_edits = decide_without_edits("no", stack="acme", consents=[])

    assert "age_gated and direct_lending are fixed" in locked.sentence
    assert "is a beta" in without_edits.sentence
    assert "ask Twilio Support for the beta" in without_edits.remedy
