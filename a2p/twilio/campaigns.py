"""Usa2p records: registered once the Brand's gate is open, amended with all seven fields, read, deleted."""

from contextlib import suppress
from typing import Any, Final

from a2p.errors import Blocked, NotFound, Postponed, Refused
from a2p.observed import LiveCampaign, Problem
from a2p.plan import Gate, brand_gate
from a2p.plan.consequences import list_campaign_fees
from a2p.plan.fees import Fee
from a2p.plan.field_rules import ChangeRule
from a2p.plan.policies import CAMPAIGN
from a2p.plan.waits import REGISTRATION_PACE
from a2p.specs import CampaignSpec
from a2p.specs.brand import is_waiting_brand
from a2p.specs.campaign import USA2P_SID
from a2p.twilio import approvals, brands, ledger, waits
from a2p.twilio.client.rate_limits import RateLimit
from a2p.twilio.client.session import Session

# The rule book says what a field may do; which calls carry it follows from that.
_UPDATED = CAMPAIGN.fields(ChangeRule.AMEND, ChangeRule.LOCKED)
_ADDRESSED = frozenset({"messaging_service_sid", "brand_sid"})  # the path of the call, and another name in it
_CREATED = tuple(
    name
    for name in CAMPAIGN.fields(ChangeRule.AMEND, ChangeRule.LOCKED, ChangeRule.REPLACE)
    if name not in _ADDRESSED
)
_NOT_COMPARED = frozenset({"subscriber_opt_in"})  # Twilio may change it on the way in: it is no baseline
_CONFLICT = 409
# What somebody may still do while a run waits for it.
_MAY_OPEN = frozenset({Gate.BRAND_IN_REVIEW, Gate.OTP_UNANSWERED, Gate.UNAUTHENTICATED})
# With this header answers show the policy and terms URLs too (C9): without it no change of them is seen.
_SECOND_FORM: Final = {"x_twilio_api_version": "v1.2"}
REGISTRATIONS: Final = RateLimit("campaign-registrations", calls=1, per_seconds=REGISTRATION_PACE.seconds)


def fetch(session: Session, service_sid: str, *, fresh: bool = False) -> LiveCampaign | None:
    """The Campaign of this service as it stands, or None when it has none."""
    if fresh:
        session.forget(f"/v1/Services/{service_sid}/Compliance/Usa2p/{USA2P_SID}")
    try:
        return _to_live(_resource(session, service_sid).fetch(**_SECOND_FORM))
    except NotFound:
        return None


def wait_for_gate(session: Session, spec: CampaignSpec) -> Gate:
    """
    Keep the 30 s after the Brand's submission, look again, and say whether the Campaign may go (G3, G6).

    With `a2p:wait`, looks every 5 s until the gate opens or the time is over. A Brand that failed, or that
    Twilio does not take yet, is a gate that is shut: the stage says what to do, and the run ends well.
    """
    if is_waiting_brand(spec.brand_sid):
        return Gate.BRAND_IN_REVIEW
    seen = brands.fetch(session, spec.brand_sid)
    try:
        if waits.wait_after_submission(session, spec.brand_sid, otherwise=seen.updated_at):
            seen = brands.fetch(session, spec.brand_sid, fresh=True)
    except Postponed:
        return Gate.BRAND_IN_REVIEW
    deadline = session.clock.now() + session.settings.wait
    while (
        gate := brand_gate(seen, is_public=spec.brand_public)
    ) in _MAY_OPEN and session.clock.now() < deadline:
        session.clock.sleep(waits.BETWEEN_LOOKS)
        seen = brands.fetch(session, spec.brand_sid, fresh=True)
    return gate


def find_leftover_campaign(session: Session, service_sid: str) -> LiveCampaign | None:
    """The Campaign an earlier run left on this service, or None. Ignores one this process has deleted."""
    return (
        None
        if service_sid in session.memory.services_without_campaign
        else fetch(session, service_sid, fresh=True)
    )


def register(session: Session, spec: CampaignSpec) -> tuple[LiveCampaign, bool]:
    """
    Register the Campaign, or take over the one that is on the service already (C2, C21).

    Returns it, and whether it is new: only then does it show what Twilio made of this spec.

    Somebody may have deleted the one before just now: what conflicts with that is tried again 5 s later (G7).
    """
    found = find_leftover_campaign(session, spec.messaging_service_sid)
    if found is not None:
        if found.brand_sid and found.brand_sid != spec.brand_sid:
            raise Blocked(
                f"The Campaign was not registered: {spec.messaging_service_sid} holds one of another Brand,"
                f" {found.brand_sid}, and a service can hold only one (C21).",
                remedy="name another service in a2p:adopted.messaging_service, or, if that Campaign is not"
                " needed, delete it at Twilio and run the same command again",
            )
        return found, False
    try:
        return _create(session, spec), True
    except Refused as refusal:
        if refusal.status != _CONFLICT:
            raise
    waits.wait_after_deletion(session)
    return _create(session, spec), True


def _create(session: Session, spec: CampaignSpec) -> LiveCampaign:
    with REGISTRATIONS.acquire(session):
        made = session.client.messaging.v1.services(spec.messaging_service_sid).us_app_to_person.create(
            brand_registration_sid=spec.brand_sid,
            **_to_parameters(spec, _CREATED),
            **_SECOND_FORM,
        )
    note_review(session, spec.messaging_service_sid, list_campaign_fees(vars(spec)))
    return _to_live(made)


def note_review(session: Session, service_sid: str, charged: tuple[Fee, ...]) -> None:
    """Write down what the review that has just begun is charged; a service may see several."""
    ledger.note_fees(session, service_sid, charged, number=int(session.clock.now()))


def amend(session: Session, spec: CampaignSpec) -> LiveCampaign:
    """Update the Campaign: seven fields in every call, changed or not (C10)."""
    parameters = _to_parameters(spec, _UPDATED)
    return _to_live(_resource(session, spec.messaging_service_sid).update(**parameters, **_SECOND_FORM))


def delete(session: Session, service_sid: str) -> None:
    """
    Delete the Campaign, and hold until something new may be created on the service (G7).

    One that is gone may have been deleted a moment ago, by a run that was killed then.
    """
    approvals.note_deletion(session, service_sid)
    with suppress(NotFound):
        _resource(session, service_sid).delete()
    session.memory.services_without_campaign.add(service_sid)
    waits.wait_after_deletion(session)


def _resource(session: Session, service_sid: str) -> Any:
    return session.client.messaging.v1.services(service_sid).us_app_to_person(USA2P_SID)


def _to_parameters(spec: CampaignSpec, names: tuple[str, ...]) -> dict[str, Any]:
    """The declared ones of these fields, under Twilio's names, which are the spec's."""
    values = {name: getattr(spec, name) for name in names}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items() if v is not None}


def _to_live(raw: Any) -> LiveCampaign:
    shown = {name: getattr(raw, name, None) for name in _CREATED if name not in _NOT_COMPARED}
    return LiveCampaign(
        status=str(raw.campaign_status),
        campaign_id=raw.campaign_id,
        externally_registered=bool(raw.is_externally_registered),
        brand_sid=str(raw.brand_registration_sid or ""),
        created_at=raw.date_created.timestamp() if raw.date_created else 0.0,
        updated_at=raw.date_updated.timestamp() if raw.date_updated else 0.0,
        fields={name: tuple(v) if isinstance(v, list) else v for name, v in shown.items() if v is not None},
        problems=tuple(
            Problem(
                int(each["error_code"]),
                tuple(each.get("fields") or ()),
                str(each.get("description") or ""),
                str(each.get("url") or ""),
            )
            for each in raw.errors or ()
        ),
    )
