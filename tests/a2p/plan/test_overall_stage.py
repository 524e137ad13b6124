"""One stage for several Campaigns: that of the one that is worst off."""

from __future__ import annotations

from a2p.actor import NOTHING_TO_DO, Actor, NextStep
from a2p.catalogue.states import stages
from a2p.plan.stages.overall_stage import ORDER, find_overall_stage
from a2p.plan.stages.stage import Stage
from a2p.stack_command import StackCommand

UP = StackCommand("up", "acme")
VERIFIED = Stage("verified", "nothing: done", NOTHING_TO_DO)
IN_REVIEW = Stage("campaign_in_review", "the review", NextStep(Actor.NOBODY, "the reviewers are at it"), UP)
FAILED = Stage("campaign_failed", "a correction", NextStep(Actor.YOU, "edit the text"), UP)
SUSPENDED = Stage("campaign_suspended", "Support", NextStep(Actor.YOU, "open a ticket"))
BRAND = Stage("waiting_for_brand", "the Brand's review", NextStep(Actor.NOBODY, "the registry is at it"), UP)


def test_every_stage_has_its_place() -> None:
    assert sorted(ORDER) == sorted(row.word for row in stages.ROWS)


def test_what_all_wait_for_is_said_once() -> None:
    assert find_overall_stage({"orders": BRAND, "specials": BRAND}) == BRAND


def test_the_worst_is_the_stage_and_each_unfinished_one_is_named() -> None:
    overall = find_overall_stage({"alerts": VERIFIED, "orders": IN_REVIEW, "specials": FAILED})

    assert overall.stage == "campaign_failed"
    assert overall.waits_for == "specials: a correction; orders: the review"
    assert overall.next_step == NextStep(Actor.YOU, "specials: edit the text")
    assert overall.command == UP


def test_of_two_that_a_person_has_to_see_to_both_are_named_and_a_command_is_not_lost() -> None:
    overall = find_overall_stage({"orders": FAILED, "specials": SUSPENDED})

    assert overall.stage == "campaign_suspended"
    assert str(overall.next_step) == "you: specials: open a ticket; orders: edit the text"
    assert overall.command == UP


def test_one_that_is_in_review_keeps_the_whole_from_being_done() -> None:
    overall = find_overall_stage({"orders": VERIFIED, "specials": IN_REVIEW})

    assert (overall.stage, overall.waits_for) == ("campaign_in_review", "specials: the review")
    assert overall.next_step.actor is Actor.NOBODY


def test_where_all_are_done_in_other_words_there_is_nothing_to_do() -> None:
    external = Stage("verified", "nothing: shared and done", NOTHING_TO_DO)

    overall = find_overall_stage({"orders": VERIFIED, "specials": external})

    assert (overall.stage, overall.next_step, overall.command) == ("verified", NOTHING_TO_DO, None)
