"""
The events of a registration, as CloudEvents to every subscribed webhook (S2).

Data keys are lower case (1.11). A rejected Campaign's event has no reasons: they have to be
fetched (S2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.core.handlers import on_event
from simulator.events import envelope
from simulator.events.subscriptions import find_sinks
from simulator.events.types import BY_ID, PREFIX

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World

BRAND_STATUS_EVENTS = {"APPROVED": "brand-registered", "FAILED": "brand-failure"}
IDENTITY_EVENTS = {"VERIFIED": "brand-verified", "UNVERIFIED": "brand-unverified"}
# Campaign status: the event, and the registration status in its data.
CAMPAIGN_EVENTS = {
    "PENDING": ("campaign-submitted", "pending"),
    "VERIFIED": ("campaign-approved", "success"),
    "FAILED": ("campaign-failure", "failure"),
}
NUMBER_EVENTS = {
    "pending_registration": "number-registration.pending",
    "registered": "number-registration.successful",
    "failure": "number-registration.failed",
    "pending_deregistration": "number-deregistration.pending",
    "unregistered": "number-deregistration.successful",
}


@on_event("brand.status")
def publish_brand_status(world: World, brand: Document, now: float) -> None:
    """Registered or failed; an approval tells the identity as well."""
    name = BRAND_STATUS_EVENTS.get(brand["status"])
    if name:
        _publish(world, f"brand-registration.{name}", brand["account_sid"], _brand(brand), now)
    if brand["status"] == "APPROVED":
        publish_identity(world, brand, now)


@on_event("brand.identity")
def publish_identity(world: World, brand: Document, now: float) -> None:
    """Verified or not yet."""
    name = IDENTITY_EVENTS.get(brand["identity_status"])
    if name:
        _publish(world, f"brand-registration.{name}", brand["account_sid"], _brand(brand), now)


@on_event("brand.vetted")
def publish_vetting(world: World, brand: Document, now: float) -> None:
    """A vetting was completed."""
    name = "brand-registration.brand-vetted-verified"
    _publish(world, name, brand["account_sid"], _brand(brand), now)


@on_event("campaign.status")
def publish_campaign_status(world: World, campaign: Document, now: float) -> None:
    """Submitted, approved or failed."""
    name, status = CAMPAIGN_EVENTS.get(campaign["campaign_status"], (None, ""))
    if name:
        _publish_campaign(world, name, campaign, status, now)


@on_event("campaign.deleted")
def publish_campaign_deleted(world: World, campaign: Document, now: float) -> None:
    """Deleted, by whomever."""
    _publish_campaign(world, "campaign-deleted", campaign, "deleted", now)


@on_event("number.registration")
def publish_number(world: World, number: Document, now: float) -> None:
    """1.11: a number is ready only when this says so."""
    data = {
        "accountsid": number["account_sid"],
        "phonenumbersid": number["sid"],
        "phonenumber": number["phone_number"],
        "messagingservicesid": number["service_sid"],
        "externalstatus": number["_registration"],
        **_dates(number, now),
    }
    if number["_registration"] == "failure":
        data["errorcode"] = number["_registration_error"]
    _publish(world, NUMBER_EVENTS[number["_registration"]], number["account_sid"], data, now)


def _publish_campaign(world: World, name: str, campaign: Document, status: str, now: float) -> None:
    data = {
        "accountsid": campaign["account_sid"],
        "brandsid": campaign.get("brand_registration_sid"),
        "campaignsid": campaign["_campaign_sid"],
        "messagingservicesid": campaign["messaging_service_sid"],
        "externalcampaignid": campaign["campaign_id"],
        "campaignregistrationstatus": status,
        **_dates(campaign, now),
    }
    _publish(world, f"campaign-registration.{name}", campaign["account_sid"], data, now)


def _brand(brand: Document) -> dict[str, Any]:
    failed = brand["status"] == "FAILED"
    data = {
        "accountsid": brand["account_sid"],
        "brandsid": brand["sid"],
        "brandstatus": "registration_failed" if failed else "registered",
        "externalbrandid": brand["tcr_id"],
        "identitystatus": brand["identity_status"],
        "brandscore": brand["brand_score"],
        **_dates(brand, brand["date_updated"]),
    }
    if failed:
        data["brandregistrationerrors"] = [
            {
                "registrationerrorcode": error["error_code"],
                "registrationerrordescription": error["description"],
                "registrationerrorurl": error["url"],
                "registrationerrorfields": error["fields"],
            }
            for error in brand["errors"]
        ]
    return data


def _dates(document: Document, now: float) -> dict[str, int]:
    return {"createddate": int(document["date_created"] * 1000), "updateddate": int(now * 1000)}


def _publish(world: World, name: str, account_sid: str, data: dict[str, Any], now: float) -> None:
    event_type = BY_ID[PREFIX + name]
    for sink, version in find_sinks(world, account_sid, event_type.id):
        schema = f"{event_type.schema}/{version}"
        event = envelope.wrap_event(world, event_type.id, schema, data, now)
        envelope.deliver_event(world, sink, event, now)
