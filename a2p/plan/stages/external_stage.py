"""Where an external campaign stands, and how one that failed late is mended (E1 to E8)."""

from dataclasses import dataclass
from typing import Final

from a2p.actor import NOTHING_TO_DO, Actor, NextStep
from a2p.catalogue import find_row
from a2p.observed import LiveCampaign, Problem
from a2p.plan.stages.stage import (
    CampaignNumbers,
    Stage,
    find_wait_for_numbers,
    stack_file,
    up_command,
)
from a2p.plan.stages.suspension import SUSPENDED_STEP, describe_suspension
from a2p.stack_command import StackCommand

# Associated before the share was accepted, or faster than one in 5 s: nothing of the campaign is wrong.
_NOTHING_TO_CORRECT: Final = frozenset({30901, 30905})
_TOO_FAST: Final = 30901
_FEE: Final = "each review by the secondary DCA costs $15 (E3)"
_APPEAL: Final = (
    "To appeal instead, write to 10dlc-onboarding@twilio.com: Twilio does not take TCR's nudges (E3)."
)


@dataclass(frozen=True, kw_only=True)
class ExternalRegistration(CampaignNumbers):
    """
    All that is live of an external customer's registration.

    share_accepted: the declaration says so. campaign: None while it is not associated.
    """

    campaign_id: str
    share_accepted: bool
    campaign: LiveCampaign | None


def external_stage_of(registration: ExternalRegistration) -> Stage:
    """The stage: the first thing on the way that is not done."""
    campaign = registration.campaign
    if campaign is None:
        return _association_stage(registration) if registration.share_accepted else _share_stage(registration)
    if campaign.status == "FAILED":
        return _failure_stage(registration, campaign)
    if campaign.status == "SUSPENDED":
        return Stage(
            "campaign_suspended",
            describe_suspension(campaign, _format_problems(campaign)),
            NextStep(Actor.YOU, SUSPENDED_STEP),
        )
    if not campaign.is_approved:
        return _review_stage(registration, campaign)
    return _numbers_stage(registration)


def _numbers_stage(registration: ExternalRegistration) -> Stage:
    if wait := find_wait_for_numbers(registration):
        return wait
    return Stage("verified", "nothing: associated, approved, and its numbers are associated", NOTHING_TO_DO)


def _share_stage(registration: ExternalRegistration) -> Stage:
    return Stage(
        "waiting_for_share",
        f"Twilio's acceptance of {registration.campaign_id}: CAMPAIGN_SHARE_ACCEPT at your TCR webhook",
        NextStep(
            Actor.YOU,
            "share the campaign with Twilio as DCA at The Campaign Registry; when CAMPAIGN_SHARE_ACCEPT "
            f"arrives, set {registration.section}external_campaign.share_accepted_on in "
            f"{stack_file(registration.stack)} to that "
            f"day and run the next command; {_FEE}",
        ),
        up_command(registration.stack),
    )


def _association_stage(registration: ExternalRegistration) -> Stage:
    return Stage(
        "ready_to_register",
        f"the next run, which associates {registration.campaign_id}",
        NextStep(Actor.YOU, f"run the next command; {_FEE}"),
        up_command(registration.stack),
    )


def _review_stage(registration: ExternalRegistration, campaign: LiveCampaign) -> Stage:
    return Stage(
        "external_campaign_in_review",
        f"the review of {registration.campaign_id} by the secondary DCA ({campaign.status})",
        NextStep(
            Actor.NOBODY,
            "the secondary DCA is at it; should it decline, CAMPAIGN_SHARE_DELETE at your TCR webhook "
            "says why",
        ),
        StackCommand("preview", registration.stack),
    )


def _failure_stage(registration: ExternalRegistration, campaign: LiveCampaign) -> Stage:
    """A late failure (E5): nothing mends it but another association."""
    codes = {problem.code for problem in campaign.problems}
    up = up_command(registration.stack)
    return Stage(
        "external_campaign_failed",
        f"another association: {registration.campaign_id} failed{_format_problems(campaign)}",
        NextStep(
            Actor.YOU,
            f"1. remove {registration.section}external_campaign.share_accepted_on from "
            f"{stack_file(registration.stack)} and run "
            f"`{up.for_pulumi()}`, which deletes the association and leaves the campaign at The Campaign "
            f"Registry (E7); 2. at The Campaign Registry {_describe_share(codes)}; "
            "3. when CAMPAIGN_SHARE_ACCEPT arrives, set share_accepted_on to that day (with the time, if it "
            f"is the same day as before) and run `{up.for_pulumi()}`. If it has arrived already, 3. alone is "
            f"enough; {_FEE}. "
            f"{_APPEAL}",
        ),
        up,
    )


def _describe_share(codes: set[int | None]) -> str:
    if not codes or codes - _NOTHING_TO_CORRECT:
        return "correct it, and share it with Twilio again"
    if _TOO_FAST in codes:
        return "share it with Twilio again (E5); nothing of it is to be corrected"
    return "share it with Twilio if that is still to be done"


def _format_problems(campaign: LiveCampaign) -> str:
    return (
        ": " + "; ".join(_format_problem(problem) for problem in campaign.problems)
        if campaign.problems
        else ""
    )


def _format_problem(problem: Problem) -> str:
    code = f"{problem.code} " if problem.code else ""
    meaning = _find_meaning(problem.code)
    return f"{code}{problem.description}" + (f" ({meaning})" if meaning else "")


def _find_meaning(code: int | None) -> str:
    row = find_row(code)
    return row.title if row else ""
