"""What a look at a registration shows that no run changes (a2p/plan/stages/findings.py)."""

from dataclasses import replace
from typing import Final

from a2p.campaign_names import MAIN
from a2p.errors import NotFound
from a2p.observed import LiveCampaign
from a2p.plan import Registration
from a2p.plan.otp import parse_moment
from a2p.plan.stages.findings import (
    Finding,
    find_ended_lifecycles,
    find_foreign_campaigns,
    find_foreign_numbers,
    find_refused_update,
    find_unauthenticated,
)
from a2p.specs import ExternalStatusSpec, RegistrationStatusSpec
from a2p.twilio import services
from a2p.twilio.client.session import Session
from providers.other_campaigns import find_other_campaigns
from providers.output import verdict_output

_CAMPAIGN: Final = "Campaign"


def show_findings(session: Session, spec: RegistrationStatusSpec, registration: Registration) -> None:
    """Those of a customer who is registered at Twilio."""
    service_sid = spec.messaging_service_sid
    found = find_ended_lifecycles(
        profile=registration.profile,
        trust_bundle=registration.trust_bundle,
        brand=registration.brand,
        campaign=registration.campaign,
        service_sid=service_sid,
    )
    found = _name_campaign(found, spec)
    if registration.authentication and registration.campaign:
        found += find_unauthenticated(registration.brand)
    if spec.refused_update:
        found += find_refused_update(registration.brand, spec.refused_update, parse_moment(spec.refused_at))
    found += _find_numbers(session, spec, sole_proprietor=spec.brand_type == "SOLE_PROPRIETOR")
    if registration.brand.sid:
        others = find_other_campaigns(session, registration.brand.sid, {service_sid, *spec.own_services})
        found += find_foreign_campaigns(registration.brand.sid, others)
    for finding in found:
        verdict_output.show_finding(finding)


def show_external_findings(session: Session, spec: ExternalStatusSpec, campaign: LiveCampaign | None) -> None:
    """Those of a customer whose campaign is registered elsewhere."""
    found = find_ended_lifecycles(
        profile=None,
        trust_bundle=None,
        brand=None,
        campaign=campaign,
        service_sid=spec.messaging_service_sid,
    )
    for finding in [*_name_campaign(found, spec), *_find_numbers(session, spec, sole_proprietor=False)]:
        verdict_output.show_finding(finding)


def list_surplus_numbers(session: Session, spec: RegistrationStatusSpec) -> tuple[str, ...]:
    """The SIDs in a sole proprietor's service that nobody has declared: it may hold one number (N1)."""
    if spec.brand_type != "SOLE_PROPRIETOR":
        return ()
    found = _find_numbers(session, spec, sole_proprietor=True)
    return tuple(finding.id.rpartition("/")[2] for finding in found)


def _name_campaign(found: list[Finding], spec: RegistrationStatusSpec | ExternalStatusSpec) -> list[Finding]:
    """The findings with the name of the Campaign, where it is one of several."""
    if spec.campaign in {None, MAIN}:
        return found
    return [replace(each, campaign=spec.campaign) if each.resource == _CAMPAIGN else each for each in found]


def _find_numbers(
    session: Session, spec: RegistrationStatusSpec | ExternalStatusSpec, *, sole_proprietor: bool
) -> list[Finding]:
    if spec.messaging_service_sid in session.memory.created_sids:
        return []  # nobody else can have put a number there yet
    declared = tuple(each.split("/")[1] for each in spec.phone_number_ids)
    try:
        pool = services.list_numbers(session, spec.messaging_service_sid)
    except NotFound:  # a service that is gone is the service's own verdict
        pool = ()
    return find_foreign_numbers(
        pool, declared, service_sid=spec.messaging_service_sid, sole_proprietor=sole_proprietor
    )
