"""
Authentication+ of a public company's Brand: how its e-mail stands, and another one (U8).

The SDK has no class for /2fa (twilio.com/docs/messaging/api/brand-2fa-verify), so the call is made without.
When another e-mail was asked for is kept beside the state, as it is for text messages: after a run that
died with its call made and its state not kept, no second one is paid for.
"""

from collections.abc import Mapping
from math import floor
from typing import Any, Final

from a2p.errors import TwilioError
from a2p.observed import LiveBrand, LiveVetting
from a2p.plan import fees
from a2p.plan.authentication import CODES, Authentication, is_unauthenticated
from a2p.plan.consents import Consent
from a2p.plan.otp import parse_moment
from a2p.twilio import ledger, vettings
from a2p.twilio.client.rate_limits import RateLimit
from a2p.twilio.client.session import Session

_URL: Final = "https://messaging.twilio.com/v1/a2p/BrandRegistrations/{}/2fa"
_IN_PROGRESS: Final = "IN_PROGRESS"


def observe_authentication(
    session: Session, brand: LiveBrand, recorded: Mapping[str, Any], *, is_public: bool
) -> Authentication | None:
    """
    How the Brand's e-mail stands; None where none is needed, or none was sent to a Brand that FAILED.

    `recorded` is what the stack keeps: registered_at, last_email_at, email_count.
    """
    if not is_unauthenticated(brand, is_public=is_public):
        return None
    known = vettings.list_authentications(session, brand.sid)
    if not known and brand.status != "APPROVED":
        return None
    newest = known[-1] if known else None
    asked = _request_limit(brand.sid).last_call(session) or 0.0
    is_unseen = _is_unseen(newest, asked)
    return Authentication(
        status=_IN_PROGRESS if is_unseen else newest.status.upper() if newest else "",
        sent_at=max(newest.created_at if newest else 0.0, parse_moment(recorded.get("last_email_at")), asked),
        count=max(len(known), int(recorded.get("email_count") or 0)) + is_unseen,
        now=session.clock.now(),
        failed_at=newest.updated_at if newest else 0.0,
        submitted_at=parse_moment(recorded.get("registered_at")),
        problems=tuple(each for each in brand.problems if each.code in CODES),
        may_pay=Consent.AUTHENTICATION_EMAIL in session.settings.consents,
    )


def send_email(session: Session, brand_sid: str, number: int) -> None:
    """
    Have Twilio send another e-mail, at a fee. number: how many there are with it.

    Raises:
        TwilioError: Twilio says no, or does not say.
    """
    asked_for = _request_limit(brand_sid)
    try:
        with asked_for.acquire(session):
            session.client.request("POST", _URL.format(brand_sid))
    except TwilioError as error:
        if error.status < 500:  # nothing was sent
            asked_for.forget(session)
        raise
    ledger.note_fees(session, brand_sid, (fees.AUTHENTICATION_EMAIL,), number=number)


def _is_unseen(newest: LiveVetting | None, asked: float) -> bool:
    """Whether an e-mail was asked for that Twilio's vettings do not show yet; its dates are whole seconds."""
    return bool(asked) and (newest is None or newest.updated_at < floor(asked))


def _request_limit(brand_sid: str) -> RateLimit:
    """The times of one Brand. It makes nobody wait: whether another e-mail is due is decided before."""
    return RateLimit(f"authentication-{brand_sid}", calls=1, per_seconds=0.0)
