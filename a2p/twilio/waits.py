"""The mandated waits (a2p/plan/waits.py), kept on the clock Twilio lives by."""

import os
from math import ceil
from typing import Final

from a2p.errors import Postponed
from a2p.plan.waits import AFTER_DELETION, AFTER_PASSING_FAILURE, AFTER_SUBMISSION
from a2p.twilio.client.session import Session

BETWEEN_LOOKS: Final = 5.0  # seconds between two looks at a review that is known to be quick
DEFER: Final = "A2P_DEFER_WAITS"
_SHORT: Final = 5.0  # seconds for which no run is ended
_CUT_OFF: Final = 1.0  # seconds that a time of Twilio's may be too early


def wait_after_submission(session: Session, sid: str, *, otherwise: float) -> bool:
    """
    Return once 30 s have passed since `sid` was submitted (G3): True if it has to be looked at again now.

    `otherwise` is the time to count from when another process submitted it. It is Twilio's clock, which may
    be ahead of ours, so no wait is longer than the 30 s. It is told in whole seconds, cut off; one is added.
    """
    now = session.clock.now()
    over = _end_of_wait(session, sid, otherwise)
    if now < over:
        _sleep_or_postpone(session, over)
    return session.memory.is_first_look_after_submission(sid) or now < over


def wait_after_passing_failure(session: Session, failed_at: float) -> None:
    """Return once 30 s have passed since something failed that is to be tried again; a time as above."""
    now = session.clock.now()
    _sleep_or_postpone(session, min(failed_at + _CUT_OFF, now) + AFTER_PASSING_FAILURE.seconds)


def wait_after_deletion(session: Session) -> None:
    """Let a deletion that was just accepted come to its end before anything is created (G7)."""
    session.clock.sleep(AFTER_DELETION.seconds)


def postpone_if_asked(session: Session, sid: str, *, otherwise: float) -> None:
    """
    End the run here if it would have to wait out the submission of `sid` later on (G3).

    Raises:
        Postponed: it would, and the run is not to wait.
    """
    over = _end_of_wait(session, sid, otherwise)
    if _is_deferred() and over - session.clock.now() > _SHORT:
        raise Postponed(ceil(over - session.clock.now()))


def _end_of_wait(session: Session, sid: str, otherwise: float) -> float:
    submitted = session.memory.submission_time(sid, otherwise + _CUT_OFF)
    return min(submitted, session.clock.now()) + AFTER_SUBMISSION.seconds


def _sleep_or_postpone(session: Session, moment: float) -> None:
    left = moment - session.clock.now()
    if _is_deferred() and left > _SHORT:
        raise Postponed(ceil(left))
    session.clock.sleep_until(moment)


def _is_deferred() -> bool:
    """Whether whoever started this run comes back by himself, and has others to run meanwhile."""
    return os.environ.get(DEFER) == "true"
