"""Numbers that are not declared any more: taken out, or held back for the traffic (S1, S4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.plan import Action, Consent, Traffic, VerdictKind
from a2p.plan.stops.numbers import (
    decide_move,
    decide_removal,
    describe_number_of_stack,
    explain_held_number,
    read_stack,
)
from tests.support.observations import campaign

if TYPE_CHECKING:
    from a2p.observed import LiveCampaign
    from a2p.plan.verdict import Verdict

APPROVED = campaign("VERIFIED")


def remove(
    *numbers: str,
    of: LiveCampaign | None = APPROVED,
    are_all: bool = False,
    consents: tuple[Consent, ...] = (),
) -> Verdict:
    return decide_removal(numbers, of, are_all=are_all, stack="acme", consents=consents)


def test_numbers_of_an_approved_campaign_are_held_back() -> None:
    verdict = remove("PN1", "PN2")

    assert (verdict.kind, verdict.action, verdict.needs) == (
        VerdictKind.BLOCKED,
        Action.STOP,
        (Consent.TRAFFIC_LOSS,),
    )
    assert verdict.sentence.startswith("PN1, PN2: not declared any more; the Campaign is approved")
    assert "declare them again in phone_numbers" in verdict.remedy
    assert "A2P_ALLOW_TRAFFIC_LOSS=true a2p up acme" in verdict.remedy


def test_with_consent_they_go_and_their_traffic_is_told_as_lost() -> None:
    verdict = remove("PN1", consents=(Consent.TRAFFIC_LOSS,))

    assert verdict.kind is VerdictKind.DELETE
    assert verdict.consequences.traffic is Traffic.LOST


@pytest.mark.parametrize("of", [None, campaign("PENDING"), campaign("FAILED")])
def test_without_an_approval_they_go_unasked(of: LiveCampaign | None) -> None:
    verdict = remove("PN1", of=of)

    assert verdict.kind is VerdictKind.DELETE
    assert verdict.consequences.traffic is Traffic.NONE


@pytest.mark.parametrize("of", [APPROVED, None])
def test_that_no_number_is_left_is_said(of: LiveCampaign | None) -> None:
    assert "no number is left" in remove("PN1", of=of, are_all=True).sentence
    assert "no number is left" not in remove("PN1", of=of).sentence


def test_of_a_suspended_campaign_no_consent_helps() -> None:
    verdict = remove("PN1", of=campaign("SUSPENDED"), consents=(Consent.TRAFFIC_LOSS,))

    assert (verdict.kind, verdict.action, verdict.needs) == (VerdictKind.BLOCKED, Action.STOP, ())
    assert verdict.remedy == "declare them again in phone_numbers, and ask Twilio Support"


def test_a_number_of_another_service_is_named_with_it() -> None:
    stop = explain_held_number("PN1", "MG2", "Marketing")

    assert stop.sentence.startswith("PN1 is in the sender pool of another service, MG2 (Marketing)")
    assert "take it out of MG2" in stop.remedy


def test_a_number_of_another_stack_is_told_with_the_run_that_moves_it() -> None:
    note = describe_number_of_stack("PN1", "MG2", "other", here="acme")

    assert "the service of the stack other" in note
    assert note.endswith("a2p up other acme")


def test_a_service_is_a_stack_s_by_its_mark_alone() -> None:
    assert read_stack("a2p/other") == "other"
    assert not read_stack("Marketing a2p/other")


def test_a_number_leaves_an_approved_campaign_for_another_with_a_consent_only() -> None:
    verdict = decide_move(["PN1"], APPROVED, stack="acme", consents=())

    assert verdict is not None
    assert (verdict.action, verdict.needs) == (Action.STOP, (Consent.TRAFFIC_LOSS,))
    assert "PN1: declared for another Campaign; the one that has it is approved" in verdict.sentence
    assert "A2P_ALLOW_TRAFFIC_LOSS=true a2p up acme" in verdict.remedy
    assert decide_move(["PN1"], APPROVED, stack="acme", consents=[Consent.TRAFFIC_LOSS]) is None


def test_no_consent_moves_a_number_of_a_suspended_campaign() -> None:
    verdict = decide_move(["PN1"], campaign("SUSPENDED"), stack="acme", consents=[Consent.TRAFFIC_LOSS])

    assert verdict is not None
    assert (verdict.kind, verdict.action, verdict.needs) == (VerdictKind.BLOCKED, Action.STOP, ())
    assert "SUSPENDED" in verdict.sentence
    assert verdict.remedy == "declare it where it was, and ask Twilio Support"


@pytest.mark.parametrize("of", [None, campaign("PENDING"), campaign("FAILED")])
def test_a_number_moves_freely_where_it_sends_nothing(of: LiveCampaign | None) -> None:
    assert decide_move(["PN1"], of, stack="acme", consents=()) is None
