"""
Another text message for a sole proprietor to answer, and what is known of those before it (O1 to O4).

Twilio tells of no text message when it was sent. So a file of this machine says when the last one was asked
for, beside the state: a run that dies after its call, and before the engine keeps the state, sends no second
one (docs/decisions/0009-otp.md).
"""

from collections.abc import Mapping
from typing import Any, Final

from a2p.errors import TwilioError
from a2p.observed import LiveBrand
from a2p.plan.otp import Otp, unix
from a2p.twilio.client.rate_limits import Pace
from a2p.twilio.client.session import Door

REQUESTS: Final = Pace("otps", calls=10, per_seconds=1.0)  # O2


def look(door: Door, brand: LiveBrand, recorded: Mapping[str, Any]) -> Otp:
    """
    Where the confirmation of a Brand stands.

    `recorded` is what the stack keeps: registered_at, last_otp_at, otp_count. Until it keeps something, the
    Brand's own last change stands for the text message that its approval has sent.
    """
    registered_at = unix(recorded.get("registered_at")) or brand.created_at
    last, asked = unix(recorded.get("last_otp_at")), _asked_for(brand.sid).last(door) or 0.0
    # Asked for by a run that died before the state was kept; not before the Brand was submitted again.
    unrecorded = asked > max(last, registered_at)
    return Otp(
        sent_at=max(last, brand.updated_at, asked if unrecorded else 0.0),
        count=int(recorded.get("otp_count") or 1) + unrecorded,
        registered_at=registered_at,
        now=door.clock.now(),
    )


def send(door: Door, sid: str) -> None:
    """
    Have Twilio send another text message, as soon as the account may (O2).

    Raises:
        TwilioError: Twilio says no, or does not say.
    """
    asked_for = _asked_for(sid)
    try:
        with asked_for.turn(door), REQUESTS.turn(door):
            door.client.messaging.v1.brand_registrations(sid).brand_registration_otps.create()
    except TwilioError as error:
        if error.status < 500:  # nothing was sent
            asked_for.forget(door)
        raise


def _asked_for(sid: str) -> Pace:
    """The times of one Brand. It makes nobody wait: whether 24 hours have passed is decided before."""
    return Pace(f"otp-{sid}", calls=1, per_seconds=0.0)
