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
from a2p.plan.consents import Consent
from a2p.plan.otp import Otp, parse_moment
from a2p.twilio.client.rate_limits import RateLimit
from a2p.twilio.client.session import Session

REQUESTS: Final = RateLimit("otps", calls=10, per_seconds=1.0)  # O2


def observe_otp(session: Session, brand: LiveBrand, recorded: Mapping[str, Any]) -> Otp:
    """
    Where the confirmation of a Brand stands.

    `recorded` is what the stack keeps: registered_at, last_otp_at, otp_count. Until it keeps something, the
    Brand's own last change stands for the text message that its approval has sent.
    """
    registered_at = parse_moment(recorded.get("registered_at")) or brand.created_at
    last, asked = (
        parse_moment(recorded.get("last_otp_at")),
        _request_limit(brand.sid).last_call(session) or 0.0,
    )
    # Asked for by a run that died before the state was kept; not before the Brand was submitted again.
    unrecorded = asked > max(last, registered_at)
    return Otp(
        sent_at=max(last, brand.updated_at, asked if unrecorded else 0.0),
        count=int(recorded.get("otp_count") or 1) + unrecorded,
        registered_at=registered_at,
        now=session.clock.now(),
        may_be_late=Consent.LATE_OTP in session.settings.consents,
    )


def send_otp(session: Session, sid: str) -> None:
    """
    Have Twilio send another text message, as soon as the account may (O2).

    Raises:
        TwilioError: Twilio says no, or does not say.
    """
    asked_for = _request_limit(sid)
    try:
        with asked_for.acquire(session), REQUESTS.acquire(session):
            session.client.messaging.v1.brand_registrations(sid).brand_registration_otps.create()
    except TwilioError as error:
        if error.status < 500:  # nothing was sent
            asked_for.forget(session)
        raise


def _request_limit(sid: str) -> RateLimit:
    """The times of one Brand. It makes nobody wait: whether 24 hours have passed is decided before."""
    return RateLimit(f"otp-{sid}", calls=1, per_seconds=0.0)
