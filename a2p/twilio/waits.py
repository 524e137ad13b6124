"""The mandated waits. Each is kept on the clock Twilio lives by, and is data that a plan can show."""

from typing import Final

from a2p.twilio.door import Door

AFTER_SUBMISSION: Final = 30.0  # seconds between a submission and what builds on it (G3)
AFTER_DELETION: Final = 5.0  # seconds between a deletion and a creation on the same service (G7, E7)
BETWEEN_LOOKS: Final = 5.0  # seconds between two looks at a review that is known to be quick


def after_submission(door: Door, sid: str, *, otherwise: float) -> bool:
    """
    Return once 30 s have passed since `sid` was submitted (G3): whether that took a wait.

    `otherwise` is the time to count from when another process submitted it.
    """
    over = door.submitted_at(sid, otherwise) + AFTER_SUBMISSION
    if door.clock.now() >= over:
        return False
    door.clock.sleep_until(over)
    return True


def after_deletion(door: Door) -> None:
    """Let a deletion that was just accepted come to its end before anything is created (G7)."""
    door.clock.sleep(AFTER_DELETION)
