"""Every stage an external campaign can stand in: what it waits for, who must act, the next command."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from a2p.observed import LiveCampaign, Problem
from a2p.plan.stages.external_stage import ExternalRegistration, external_stage_of

UP = "pulumi up -s acme"


def campaign(status: str, *problems: Problem) -> LiveCampaign:
    return LiveCampaign(status=status, campaign_id="CRMTK1Z", externally_registered=True, problems=problems)


DONE = ExternalRegistration(
    stack="acme",
    campaign_id="CRMTK1Z",
    share_accepted=True,
    campaign=campaign("VERIFIED"),
    numbers_associated=True,
)


@pytest.mark.parametrize(
    ("change", "stage", "next_command"),
    [
        ({"campaign": None, "share_accepted": False}, "waiting_for_share", UP),
        ({"campaign": None}, "ready_to_register", UP),
        ({"campaign": campaign("PENDING")}, "external_campaign_in_review", "pulumi preview -s acme"),
        ({"campaign": campaign("IN_PROGRESS")}, "external_campaign_in_review", "pulumi preview -s acme"),
        ({"campaign": campaign("FAILED")}, "external_campaign_failed", UP),
        ({"campaign": campaign("SUSPENDED")}, "campaign_suspended", ""),
        ({"has_numbers": False}, "numbers_missing", UP),
        ({"numbers_associated": False}, "numbers_missing", UP),
        ({}, "verified", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_stage_is_the_first_thing_that_is_not_done(
    change: dict[str, Any], stage: str, next_command: str
) -> None:
    found = external_stage_of(dataclasses.replace(DONE, **change))

    command = found.command.for_pulumi() if found.command else ""
    assert (found.stage, command) == (stage, next_command)


def test_waiting_for_the_share_says_what_to_do_where_and_what_it_will_cost() -> None:
    found = external_stage_of(dataclasses.replace(DONE, campaign=None, share_accepted=False))

    assert found.waits_for == "Twilio's acceptance of CRMTK1Z: CAMPAIGN_SHARE_ACCEPT at your TCR webhook"
    assert str(found.next_step) == (
        "you: share the campaign with Twilio as DCA at The Campaign Registry; when CAMPAIGN_SHARE_ACCEPT "
        "arrives, set external_campaign.share_accepted_on in stacks/Pulumi.acme.yaml to that day and run the "
        "next command; each review by the secondary DCA costs $15 (E3)"
    )


@pytest.mark.parametrize(
    ("code", "meaning", "at_tcr"),
    [
        (
            30901,
            "the review ran out of time; or external Campaigns were associated faster than one in 5 s",
            "share it with Twilio again (E5); nothing of it is to be corrected",
        ),
        (
            30902,
            "the secondary connectivity partner (DCA) rejected it",
            "correct it, and share it with Twilio again",
        ),
        (
            30904,
            "Twilio has no such Campaign: not shared with it",
            "correct it, and share it with Twilio again",
        ),
        (
            30905,
            "associated before Twilio had accepted the share",
            "share it with Twilio if that is still to be done",
        ),
        (
            30906,
            "Twilio, as connectivity partner (DCA), declined the share",
            "correct it, and share it with Twilio again",
        ),
    ],
)
def test_a_late_failure_names_the_code_its_meaning_and_the_way_out(
    code: int, meaning: str, at_tcr: str
) -> None:
    """E2, E5, E7."""
    problem = Problem(code, ("CAMPAIGN_ID",), "What Twilio says.")

    found = external_stage_of(dataclasses.replace(DONE, campaign=campaign("FAILED", problem)))

    assert f"{code} What Twilio says. ({meaning}" in found.waits_for
    assert "you: 1. remove external_campaign.share_accepted_on from stacks/Pulumi.acme.yaml" in str(
        found.next_step
    )
    assert f"2. at The Campaign Registry {at_tcr};" in str(found.next_step)
    assert "3. when CAMPAIGN_SHARE_ACCEPT arrives" in str(found.next_step)
    assert "10dlc-onboarding@twilio.com" in str(found.next_step)


def test_a_code_nobody_knows_is_told_in_twilios_words() -> None:
    problem = Problem(39999, (), "Something new.")

    found = external_stage_of(dataclasses.replace(DONE, campaign=campaign("FAILED", problem)))

    assert found.waits_for == "another association: CRMTK1Z failed: 39999 Something new."
