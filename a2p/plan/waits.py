"""The waits Twilio demands, and two of our own: how long, after what, and why. Kept elsewhere."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Wait:
    """So many seconds, and the reason."""

    seconds: float
    why: str


AFTER_SUBMISSION: Final = Wait(30.0, "between a submission and what builds on it (G3)")
AFTER_DELETION: Final = Wait(5.0, "between a deletion and a creation on the same service (G7, E7)")
AFTER_PASSING_FAILURE: Final = Wait(30.0, "between a failure that passes and another try (30791)")
EXTERNAL_PACE: Final = Wait(5.0, "between two associations of external campaigns in one account (E5)")
REGISTRATION_PACE: Final = Wait(
    1.0, "between two registrations of Brands, or of Campaigns, in one account (U9)"
)
AFTER_A_KILLED_RUN: Final = Wait(30.0, "until Twilio shows what an interrupted run has made there")
# A request outlives its sender: what a proxy or Twilio has taken in may be carried out a minute later.
AFTER_A_KILLED_CREATION: Final = Wait(
    90.0, "until Twilio has carried out and shows what an interrupted run was creating"
)
