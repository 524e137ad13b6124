"""When to look again: by what is waited for, longer each time it has not moved. Pure."""

from typing import Final

MINUTE: Final = 60.0
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
# First and longest pause between two looks in a stage; events come in between.
_PAUSES: Final = {
    "waiting_for_brand": (2 * MINUTE, 6 * HOUR),
    "waiting_for_otp": (10 * MINUTE, 6 * HOUR),  # an answer has 24 hours
    "waiting_for_authentication": (10 * MINUTE, 6 * HOUR),  # a link has 7 days
    "ready_to_register": (30.0, 10 * MINUTE),
    "campaign_in_review": (30 * MINUTE, 6 * HOUR),
    "external_campaign_in_review": (30 * MINUTE, 6 * HOUR),
    "waiting_for_share": (30 * MINUTE, 6 * HOUR),
    "numbers_missing": (2 * MINUTE, 6 * HOUR),
    "profile_draft": (30 * MINUTE, DAY),
    "verified": (DAY, DAY),
}
_OTHERS: Final = (HOUR, DAY)  # somebody has to act first
_FAILED: Final = (MINUTE, HOUR)
MOST_FAILURES: Final = 8  # in a row; then the customer is stopped until `a2p fleet retry`


def next_pause(stage: str, looks: int, *, scale: float = 1.0) -> float:
    """Seconds until the next look at a stack that was found in the same stage so many times before."""
    return _grow(*_PAUSES.get(stage, _OTHERS), looks) * scale


def pause_after_failure(failures: int, *, scale: float = 1.0) -> float:
    """Seconds until the next try after so many failures in a row."""
    return _grow(*_FAILED, failures - 1) * scale


def _grow(first: float, longest: float, times: int) -> float:
    return min(longest, first * 2.0 ** min(times, 30))
