"""What each level lets be done about what a look finds: every verdict at every level, and every fee."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest

from a2p.run_log import FeeRecord, FeeToCome, Outcome, ResourceStatus, StackOutputs
from fleet.decisions.backoff import DAY, next_pause, pause_after_failure
from fleet.decisions.deadlines import find_next_deadline
from fleet.decisions.policy import Action, Level, Look, PlannedChange, decide

REVIEW, DEARER = FeeRecord("Campaign review", Decimal(15)), FeeRecord("Campaign review", Decimal(20))
BRAND = FeeRecord("Brand registration", Decimal(4))
REGISTER = PlannedChange("Campaign", "register", (REVIEW,))
SHOWN = (FeeToCome("Campaign", REVIEW),)
LEAVE, RUN, NOTHING = Action.LEAVE, Action.RUN, Action.NOTHING


def of(verdict: str, resource: str = "Campaign", **more: object) -> Look:
    """A look that finds one change; what a Look knows besides is given by name."""
    of_look = {name: more.pop(name) for name in ("has_moved", "approved") if name in more}
    return Look((PlannedChange(resource, verdict, **more),), **of_look)  # type: ignore[arg-type]


# What each verdict on a Campaign comes to without a fee, at watch, continue and apply.
BY_VERDICT: Final = {
    Outcome.NOOP: (LEAVE, LEAVE, RUN),  # no preview reports it as a change; so nobody has thought of it
    Outcome.WAIT: (LEAVE, RUN, RUN),
    Outcome.REGISTER: (LEAVE, RUN, RUN),
    Outcome.ADOPT: (LEAVE, RUN, RUN),
    Outcome.AMEND: (LEAVE, LEAVE, RUN),
    Outcome.REPLACE: (LEAVE, LEAVE, RUN),
    Outcome.CASCADE: (LEAVE, LEAVE, RUN),
    Outcome.GONE: (LEAVE, LEAVE, RUN),
    Outcome.DELETE: (LEAVE, LEAVE, LEAVE),
    Outcome.KEEP: (LEAVE, LEAVE, RUN),  # it leaves the stack and stays at Twilio: an edit, like another
    Outcome.BLOCKED: (LEAVE, LEAVE, RUN),  # a blocked preview has a problem, and no change
    Outcome.LIFECYCLE: (LEAVE, RUN, RUN),  # the run records what has moved, and changes nothing
    Outcome.FOREIGN: (LEAVE, RUN, RUN),
}


def decide_all(look: Look) -> list[Action]:
    decisions = [decide(level, look) for level in (Level.WATCH, Level.CONTINUE, Level.APPLY)]
    assert all(each.reason for each in decisions)
    return [each.action for each in decisions]


def test_every_verdict_has_a_row() -> None:
    assert BY_VERDICT.keys() == set(Outcome)


@pytest.mark.parametrize(("verdict", "actions"), BY_VERDICT.items())
def test_what_a_level_does_about_a_verdict(verdict: Outcome, actions: tuple[Action, Action, Action]) -> None:
    assert decide_all(of(verdict)) == list(actions)


@pytest.mark.parametrize("verdict", Outcome)
@pytest.mark.parametrize(
    "resource", ["Brand", "Campaign", "ExternalCampaign", "Profile", "PhoneNumberAssociation"]
)
def test_continue_pays_nothing_that_no_plan_has_shown(verdict: Outcome, resource: str) -> None:
    decision = decide(Level.CONTINUE, of(verdict, resource, fees=(REVIEW,)))

    assert decision.action is LEAVE


@pytest.mark.parametrize(
    ("fees", "shown", "action"),
    [
        ((REVIEW,), SHOWN, RUN),
        ((REVIEW,), (), LEAVE),
        ((REVIEW,), (FeeToCome("Brand", REVIEW),), LEAVE),  # shown for another resource
        ((REVIEW,), (FeeToCome("Campaign", DEARER),), RUN),  # cheaper by now
        ((DEARER,), SHOWN, LEAVE),  # dearer by now
        ((REVIEW, REVIEW), SHOWN, LEAVE),  # twice, and shown once
        ((REVIEW, BRAND), SHOWN, LEAVE),  # one of two
    ],
)
def test_continue_pays_what_was_shown_once_and_at_that_price(
    fees: tuple[FeeRecord, ...], shown: tuple[FeeToCome, ...], action: Action
) -> None:
    decision = decide(Level.CONTINUE, Look((PlannedChange("Campaign", "register", fees),), shown=shown))

    assert decision.action is action
    assert (action is RUN) or "no plan of a person's run has shown; run a2p up" in decision.reason


@pytest.mark.parametrize(
    ("look", "watch", "goes_on", "applies", "why"),
    [
        (Look(is_final=True), NOTHING, NOTHING, NOTHING, "verified, and as declared"),
        (Look(), LEAVE, RUN, RUN, "a review has ended, which only a run records"),
        (Look(has_moved=False), NOTHING, NOTHING, NOTHING, "a review that goes on"),
        (Look((REGISTER,), shown=SHOWN, has_moved=False), LEAVE, RUN, RUN, "a change is a change"),
        (Look(has_moved=False, begun=False), LEAVE, LEAVE, RUN, "a new customer"),
        (Look((REGISTER,), shown=SHOWN), LEAVE, RUN, RUN, "a Campaign that waited"),
        (Look((REGISTER,)), LEAVE, LEAVE, RUN, "a merged revision is the approval of its fees"),
        (of("amend", "Brand", fields=("otp",)), LEAVE, RUN, RUN, "another text message"),
        (of("amend", "Brand", fields=("submission",)), LEAVE, RUN, RUN, "an error that passes"),
        (of("amend", "Brand", fields=("otp", "brand_revision")), LEAVE, LEAVE, RUN, "an edit beside it"),
        (of("amend", "Brand", fields=("vetting",)), LEAVE, LEAVE, RUN, "a vetting is bought"),
        (of("amend", "Brand"), LEAVE, LEAVE, RUN, "an edit that names no field"),
        (of("amend", "Campaign", fields=("otp",)), LEAVE, LEAVE, RUN, "no text message of a Campaign"),
        (of("replace", traffic="lost"), LEAVE, LEAVE, LEAVE, "approved traffic would stop"),
        (of("amend", traffic="at risk"), LEAVE, LEAVE, RUN, "an edit that was merged"),
        (of("delete", "PhoneNumberAssociation"), LEAVE, LEAVE, RUN, "a number taken out that sends nothing"),
        (
            Look((REGISTER, PlannedChange("MessagingService", "amend")), shown=SHOWN),
            *(LEAVE, LEAVE, RUN, "one change of many is enough"),
        ),
        (
            Look((PlannedChange("Campaign", "lifecycle"), PlannedChange("Brand", "amend"))),
            *(LEAVE, LEAVE, RUN, "a fact beside a change"),
        ),
        (of("lifecycle", has_moved=False), LEAVE, LEAVE, LEAVE, "an ended lifecycle that is recorded"),
        (of("lifecycle", approved=False), LEAVE, LEAVE, RUN, "an ended lifecycle, and an edited file"),
        (of("something new"), LEAVE, LEAVE, RUN, "what nobody has thought of"),
        (Look((REGISTER,), shown=SHOWN, approved=False), LEAVE, LEAVE, RUN, "edited after the person's run"),
        (Look((REGISTER,), shown=SHOWN, begun=False), LEAVE, LEAVE, RUN, "no person has begun it"),
        (Look(problem="no consent", blocked=True), LEAVE, LEAVE, LEAVE, "brakes hold on every level"),
        (Look(problem="cannot be read"), LEAVE, LEAVE, LEAVE, "a failed preview"),
    ],
)
def test_what_a_level_does(look: Look, watch: Action, goes_on: Action, applies: Action, why: str) -> None:
    assert decide_all(look) == [watch, goes_on, applies], why


def test_pauses_grow_to_a_limit_and_every_stage_has_one() -> None:
    pauses = [next_pause("waiting_for_brand", looks) for looks in range(12)]

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (120, 6 * 3600)
    assert next_pause("a stage of tomorrow", 0) <= DAY
    assert next_pause("verified", 500) == DAY
    assert [pause_after_failure(failures) for failures in (1, 2, 3, 50)] == [60, 120, 240, 3600]


NOON: Final = 1_764_072_000.0  # 2025-11-25T12:00:00Z


def outputs(**brand: str) -> StackOutputs:
    return StackOutputs("waiting_for_otp", resources={"brand": ResourceStatus.from_json(brand)})


@pytest.mark.parametrize(
    ("brand", "seconds"),
    [
        ({}, None),
        ({"otp_valid_until": "2025-11-25T13:00:00Z"}, 3660),
        ({"otp_valid_until": "2025-11-25T13:00:00Z", "finish_by": "2025-11-25T12:10:00Z"}, 660),
        ({"otp_valid_until": "2025-11-25T11:00:00Z", "finish_by": "2025-12-20T12:00:00Z"}, 25 * DAY + 60),
        ({"authentication_valid_until": "2025-12-02T12:00:00Z"}, 7 * DAY + 60),
        ({"otp_valid_until": "2025-11-25T11:59:30Z"}, 30),  # it has lapsed just now
        ({"otp_valid_until": "2025-11-25T11:59:00Z"}, None),  # looked at already
        ({"deleted_after": "2025-12-25T12:00:00Z"}, 30 * DAY + 60),  # of a suspended Campaign
    ],
)
def test_a_look_is_due_a_minute_after_the_next_deadline(brand: dict[str, str], seconds: float | None) -> None:
    found = find_next_deadline(outputs(**brand), NOON)

    assert (found.seconds if found else None) == seconds
    assert find_next_deadline(None, NOON) is None
