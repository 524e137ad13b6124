"""Where a customer with several Campaigns stands: one stage, that of the Campaign that is worst off."""

from collections.abc import Mapping
from typing import Final

from a2p.actor import NOTHING_TO_DO, Actor, NextStep
from a2p.plan.stages.stage import Stage

# Worst first: what a person has to mend, what a person has to do, what others are at, what is done.
ORDER: Final = (
    "brand_suspended",
    "brand_failed",
    "profile_rejected",
    "profile_draft",
    "trust_bundle_rejected",
    "trust_bundle_draft",
    "campaign_suspended",
    "campaign_failed",
    "external_campaign_failed",
    "waiting_for_otp",
    "authentication_failed",
    "authentication_expired",
    "waiting_for_authentication",
    "waiting_for_share",
    "ready_to_register",
    "numbers_missing",
    "numbers_undeclared",
    "waiting_for_brand",
    "campaign_in_review",
    "external_campaign_in_review",
    "verified",
)
_DONE: Final = "verified"


def find_overall_stage(stages: Mapping[str, Stage]) -> Stage:
    """
    The stage of a customer, from those of the Campaigns by their names.

    What all of them wait for is said once; else each that is not done is named, the worst first. The next
    command is that of the worst for which there is one.
    """
    first = next(iter(stages.values()))
    if all(stage == first for stage in stages.values()):
        return first
    worst_first = sorted(stages, key=lambda name: ORDER.index(stages[name].stage))
    worst = stages[worst_first[0]]
    unfinished = {name: stages[name] for name in worst_first if stages[name].stage != _DONE}
    return Stage(
        worst.stage,
        "; ".join(f"{name}: {stage.waits_for}" for name, stage in unfinished.items()),
        _join_steps(worst.next_step.actor, unfinished),
        next((stage.command for stage in unfinished.values() if stage.command), None),
    )


def _join_steps(actor: Actor, stages: Mapping[str, Stage]) -> NextStep:
    """What is to be done about each Campaign for which the same one has to act."""
    steps = {name: stage.next_step for name, stage in stages.items() if stage.next_step.actor is actor}
    if not steps:
        return NOTHING_TO_DO
    return NextStep(actor, "; ".join(f"{name}: {step.what}" for name, step in steps.items()))
