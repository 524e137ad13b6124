"""The mandated waits (a2p/plan/waits.py), kept on the clock Twilio lives by."""

from typing import Final

from a2p.plan.waits import AFTER_DELETION, AFTER_PASSING_FAILURE, AFTER_SUBMISSION
from a2p.twilio.client.session import Session

BETWEEN_LOOKS: Final = 5.0  # seconds between two looks at a review that is known to be quick
_CUT_OFF: Final = 1.0  # seconds that a time of Twilio's may be too early


def wait_after_submission(session: Session, sid: str, *, otherwise: float) -> bool:
    """
    Return once 30 s have passed since `sid` was submitted (G3): True if it has to be looked at again now.

    `otherwise` is the time to count from when another process submitted it. It is Twilio's clock, which may
    be ahead of ours, so no wait is longer than the 30 s. It is told in whole seconds, cut off; one is added.
    """
    now = session.clock.now()
    over = min(session.memory.submission_time(sid, otherwise + _CUT_OFF), now) + AFTER_SUBMISSION.seconds
    if now < over:
        session.clock.sleep_until(over)
    return session.memory.is_first_look_after_submission(sid) or now < over


def wait_after_passing_failure(session: Session, failed_at: float) -> None:
    """Return once 30 s have passed since something failed that is to be tried again; a time as above."""
    now = session.clock.now()
    session.clock.sleep_until(min(failed_at + _CUT_OFF, now) + AFTER_PASSING_FAILURE.seconds)


def wait_after_deletion(session: Session) -> None:
    """Let a deletion that was just accepted come to its end before anything is created (G7)."""
    session.clock.sleep(AFTER_DELETION.seconds)
