"""A number that is bought: with a consent, at its price, and not where a stop stands in the way."""

from __future__ import annotations

from a2p.plan import Consent, Existence, Situation, VerdictKind, decide, policies
from a2p.plan.consequences import Traffic, derive_consequences, describe_traffic
from a2p.plan.fees import PHONE_NUMBER_MONTH
from a2p.plan.situation import Stop
from a2p.plan.stops.numbers import decide_bought_removal

NEW = Situation(declared={"friendly_name": "a2p/acme#main"}, baseline={}, existence=Existence.NEW)


def test_it_is_bought_with_a_consent_only() -> None:
    refused = decide(policies.PHONE_NUMBER, NEW)
    agreed = Situation(
        declared=NEW.declared,
        baseline={},
        existence=Existence.NEW,
        consents=frozenset({Consent.NUMBER_PURCHASE}),
    )

    assert (refused.kind, refused.needs) == (VerdictKind.BLOCKED, (Consent.NUMBER_PURCHASE,))
    assert "1.15 a month" in refused.sentence
    assert decide(policies.PHONE_NUMBER, agreed).kind is VerdictKind.REGISTER


def test_nothing_new_is_made_where_a_stop_stands() -> None:
    stopped = Situation(
        declared=NEW.declared, baseline={}, existence=Existence.NEW, stopped=Stop("it is not possible.")
    )

    assert decide(policies.PROFILE, stopped).kind is VerdictKind.BLOCKED


def test_its_month_is_charged_when_it_is_bought_and_not_when_it_is_named_anew() -> None:
    assert derive_consequences("PhoneNumber", VerdictKind.REGISTER, NEW).fees == (PHONE_NUMBER_MONTH,)
    assert derive_consequences("PhoneNumber", VerdictKind.GONE, NEW).fees == (PHONE_NUMBER_MONTH,)
    assert derive_consequences("PhoneNumber", VerdictKind.AMEND, NEW).fees == ()


def test_what_the_stack_gives_up_is_kept_and_paid_for_unless_release_was_declared() -> None:
    kept = decide_bought_removal(
        "+12065550100 (PN1)", is_released=False, gone_by="it is not declared any more"
    )
    released = decide_bought_removal("+12065550100 (PN1)", is_released=True, gone_by="the stack is destroyed")

    assert kept.kind is VerdictKind.KEEP
    assert kept.sentence == (
        "+12065550100 (PN1): it is not declared any more; it stays in the account, and costs $1.15 a month"
    )
    assert "release: true" in kept.notes[0]
    assert released.kind is VerdictKind.DELETE
    assert "so it is given back to Twilio; that cannot be undone" in released.sentence


def test_what_is_declared_otherwise_from_now_on_is_kept_even_where_release_stood() -> None:
    verdict = decide_bought_removal("PN1", is_released=True, gone_by="", is_declared_otherwise=True)

    assert verdict.kind is VerdictKind.KEEP
    assert verdict.notes == ()


def test_traffic_of_what_does_not_come_back_waits_for_no_new_campaign() -> None:
    assert describe_traffic(Traffic.LOST, comes_back=True) == "stops until the new Campaign is approved"
    assert describe_traffic(Traffic.LOST, comes_back=False) == "stops"
    assert describe_traffic(Traffic.AT_RISK, comes_back=False) == Traffic.AT_RISK.value
