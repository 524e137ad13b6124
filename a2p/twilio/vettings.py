"""Vettings of a Brand by a third party: looked for, then asked for; there is no DELETE."""

from typing import Any

from a2p.observed import LiveVetting
from a2p.plan import fees
from a2p.specs import VettingSpec
from a2p.twilio import ledger
from a2p.twilio.client.session import Session


def find(session: Session, brand_sid: str, provider: str) -> LiveVetting | None:
    """The Brand's latest vetting by this provider, if there is one."""
    listed = _collection(session, brand_sid).list(vetting_provider=provider)
    newest = max(
        listed, key=lambda each: each.date_created.timestamp() if each.date_created else 0.0, default=None
    )
    return _to_live(newest) if newest else None


def request_vetting(session: Session, brand_sid: str, spec: VettingSpec) -> LiveVetting:
    """Have the Brand vetted, unless it was: a vetting costs money, so this always looks first."""
    found = find(session, brand_sid, spec.provider)
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
    )
