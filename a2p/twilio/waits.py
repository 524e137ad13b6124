"""The mandated waits (a2p/plan/waits.py), kept on the clock Twilio lives by."""

from typing import Final

from a2p.plan.waits import AFTER_DELETION, AFTER_PASSING_FAILURE, AFTER_SUBMISSION
from a2p.twilio.client.session import Door

BETWEEN_LOOKS: Final = 5.0  # seconds between two looks at a review that is known to be quick
_CUT_OFF: Final = 1.0  # seconds that a time of Twilio's may be too early


def after_submission(door: Door, sid: str, *, otherwise: float) -> bool:
    """
    Return once 30 s have passed since `sid` was submitted (G3): True if it has to be looked at again now.

    `otherwise` is the time to count from when another process submitted it. It is Twilio's clock, which may
    be ahead of ours, so no wait is longer than the 30 s. It is told in whole seconds, cut off; one is added.
    """
    now = door.clock.now()
    over = min(door.submitted_at(sid, otherwise + _CUT_OFF), now) + AFTER_SUBMISSION.seconds
    if now < over:
        door.clock.sleep_until(over)
    return door.first_look_after(sid) or now < over


def after_passing_failure(door: Door, failed_at: float) -> None:
    """Return once 30 s have passed since something failed that is to be tried again; a time as above."""
    now = door.clock.now()
    door.clock.sleep_until(min(failed_at + _CUT_OFF, now) + AFTER_PASSING_FAILURE.seconds)


def after_deletion(door: Door) -> None:
    """Let a deletion that was just accepted come to its end before anything is created (G7)."""
    door.clock.sleep(AFTER_DELETION.seconds)
