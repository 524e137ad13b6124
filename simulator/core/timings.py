"""
How long each review takes, in simulated seconds: the one table of the simulator's tempo.

The documents give ranges ("a few minutes", "one or more business days", "several weeks"); these
are the values chosen within them. docs/simulator.md prints this table.
"""

from __future__ import annotations

from dataclasses import dataclass

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True)
class Timings:
    """Delays and limits; the comment says which requirement each one serves."""

    bundle_validation: float = 20.0  # G3: errors show within the 30 s that a client waits
    brand_review: float = 20.0  # G3, B2: "a few minutes" at most
    brand_vetting: float = HOUR
    campaign_pickup: float = 60.0  # C7: PENDING until the registry looks at it
    sole_proprietor_campaign_review: float = 3 * DAY  # G5: sole proprietors are fast
    campaign_review: float = 10 * DAY  # G5: "several weeks or longer" at worst
    campaign_deletion: float = 5.0  # G7: a deletion takes a few seconds to finalise
    authentication_validity: float = 7 * DAY  # U8
    otp_validity: float = DAY  # O2
    otp_rate_window: float = 1.0  # O2: ten requests a second and account
    suspended_campaign_lifetime: float = 30 * DAY  # [ext] Twilio deletes it then
    number_registration: float = 60.0
    external_share_review: float = 2 * DAY  # E2: Twilio's own review
    external_secondary_review: float = 5 * DAY  # E2: review by the secondary DCA
    external_interval: float = 5.0  # E5: one association every five seconds
    external_failure: float = 120.0  # E5: "after all retries are exhausted"
    callback_retry: float = 15.0
