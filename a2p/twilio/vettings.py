"""Vettings of a Brand by a third party: looked for, then asked for; there is no DELETE."""

from typing import Any, Final

from a2p.observed import LiveVetting
from a2p.plan import fees
from a2p.specs import VettingSpec
from a2p.twilio import ledger
from a2p.twilio.client.session import Session

AUTHENTICATION: Final = "AUTHPLUS"  # the registry's name of the class


def find_vetting(session: Session, brand_sid: str, provider: str) -> LiveVetting | None:
    """
    The Brand's latest vetting by this provider, if there is one.

    Authentication+ is none that anybody asks for by provider: Twilio begins it by itself (U8).
    """
    listed = map(_to_live, _collection(session, brand_sid).list(vetting_provider=provider))
    asked_for = [each for each in listed if each.vetting_class.upper() != AUTHENTICATION]
    return max(asked_for, key=lambda each: each.created_at, default=None)


def list_authentications(session: Session, brand_sid: str) -> list[LiveVetting]:
    """The vettings that stand for e-mails of Authentication+, oldest first (U8)."""
    listed = map(_to_live, _collection(session, brand_sid).list())
    found = (each for each in listed if each.vetting_class.upper() == AUTHENTICATION)
    return sorted(found, key=lambda each: (each.created_at, each.updated_at))


def request_vetting(session: Session, brand_sid: str, spec: VettingSpec) -> LiveVetting:
    """Have the Brand vetted, unless it was: a vetting costs money, so this always looks first."""
    found = find_vetting(session, brand_sid, spec.provider)
    if found is not None:
        return found
    token = {"vetting_id": spec.vetting_id} if spec.vetting_id else {}
    made = _collection(session, brand_sid).create(vetting_provider=spec.provider, **token)
    ledger.note_fees(session, str(made.brand_vetting_sid), (fees.SECONDARY_VETTING,))
    return _to_live(made)


def _collection(session: Session, brand_sid: str) -> Any:
    return session.client.messaging.v1.brand_registrations(brand_sid).brand_vettings


def _to_live(raw: Any) -> LiveVetting:
    return LiveVetting(
        sid=raw.brand_vetting_sid,
        provider=str(raw.vetting_provider),
        status=str(raw.vetting_status or ""),
        vetting_class=str(raw.vetting_class or ""),
        created_at=raw.date_created.timestamp() if raw.date_created else 0.0,
        updated_at=raw.date_updated.timestamp() if raw.date_updated else 0.0,
    )
