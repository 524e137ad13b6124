"""What each level lets be done about what a look finds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fleet.backoff import DAY, next_pause, pause_after_failure
from fleet.policy import Action, Level, Look, PlannedChange, decide

REGISTER = PlannedChange("Campaign", "register", Decimal(15))
LEAVE, RUN, NOTHING = Action.LEAVE, Action.RUN, Action.NOTHING


def of(*verdicts: str) -> Look:
    return Look(tuple(PlannedChange("Campaign", verdict) for verdict in verdicts))


@pytest.mark.parametrize(
    ("look", "watch", "goes_on", "applies", "why"),
    [
        (Look(is_final=True), NOTHING, NOTHING, NOTHING, "verified, and as declared"),
        (Look(), LEAVE, RUN, RUN, "a review may have ended, which only a run records"),
        (Look((REGISTER,)), LEAVE, RUN, RUN, "a Campaign that waited"),
        (
            Look((PlannedChange("Brand", "register", Decimal(4)),)),
            LEAVE,
            LEAVE,
            RUN,
            "a fee nobody was told of",
        ),
        (of("amend"), LEAVE, LEAVE, RUN, "an edit"),
        (of("replace"), LEAVE, LEAVE, RUN, "a replacement"),
        (of("cascade"), LEAVE, LEAVE, RUN, "a replacement of what hangs on it"),
        (of("delete"), LEAVE, LEAVE, RUN, "a deletion"),
        (of("gone"), LEAVE, LEAVE, RUN, "what is gone would be bought again"),
        (of("register", "delete"), LEAVE, LEAVE, RUN, "one change of many is enough"),
        (of("something new"), LEAVE, LEAVE, RUN, "what nobody has thought of"),
        (Look((REGISTER,), approved=False), LEAVE, LEAVE, RUN, "the file was edited after the person's run"),
        (Look((REGISTER,), begun=False), LEAVE, LEAVE, RUN, "no person has begun it"),
        (Look(problem="no consent", blocked=True), LEAVE, LEAVE, LEAVE, "brakes hold on every level"),
        (Look(problem="cannot be read"), LEAVE, LEAVE, LEAVE, "a failed preview"),
    ],
)
def test_what_a_level_does(look: Look, watch: Action, goes_on: Action, applies: Action, why: str) -> None:
    decisions = [decide(level, look) for level in (Level.WATCH, Level.CONTINUE, Level.APPLY)]

    assert [each.action for each in decisions] == [watch, goes_on, applies], why
    assert all(each.reason for each in decisions)


def test_pauses_grow_to_a_limit_and_every_stage_has_one() -> None:
    pauses = [next_pause("waiting_for_brand", looks) for looks in range(12)]

    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (120, 6 * 3600)
    assert next_pause("a stage of tomorrow", 0) <= DAY
    assert next_pause("verified", 500) == DAY
    assert [pause_after_failure(failures) for failures in (1, 2, 3, 50)] == [60, 120, 240, 3600]
