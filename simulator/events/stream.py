"""
The events of a registration, as CloudEvents to every sink that subscribed to them (S2).

A rejected Campaign's event has no reasons: they have to be fetched (S2). Each subscription gets the version
of the schema that it asked for.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from simulator.core.handlers import on_event
from simulator.events import envelope, payloads
from simulator.events.subscriptions import find_sinks
from simulator.events.types import BY_ID, PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable

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
        _publish_brand(world, name, brand, lambda _version: payloads.describe_brand(brand, now), now)
    if brand["status"] == "APPROVED":
        publish_identity(world, brand, now)


@on_event("brand.identity")
def publish_identity(world: World, brand: Document, now: float) -> None:
    """Verified or not yet."""
    name = IDENTITY_EVENTS.get(brand["identity_status"])
    if name:
        _publish_brand(world, name, brand, lambda _version: payloads.describe_identity(brand, now), now)


@on_event("brand.vetted")
def publish_vetting(world: World, brand: Document, now: float) -> None:
    """A vetting was completed."""
    build = partial(payloads.describe_vetting, brand, "success", now)
    _publish_brand(world, "brand-vetted-verified", brand, lambda _version: build(), now)


@on_event("brand.vetting_failed")
def publish_vetting_failure(world: World, brand: Document, now: float) -> None:
    """A vetting ended badly."""
    build = partial(payloads.describe_vetting, brand, "failure", now)
    _publish_brand(world, "brand-secondary-vetting-failure", brand, lambda _version: build(), now)


@on_event("brand.email_clicked")
def publish_click(world: World, brand: Document, now: float) -> None:
    """U8: the link in the e-mail of Authentication+ was opened."""
    _publish_brand(world, "email-2fa-clicked", brand, lambda _v: payloads.describe_contact(brand, now), now)


@on_event("brand.email_invalid")
def publish_invalid_contact(world: World, brand: Document, now: float) -> None:
    """U8: the address is none that Authentication+ takes."""
    build = partial(payloads.describe_contact, brand, now)
    _publish_brand(world, "invalid-contact-email", brand, lambda _version: build(), now)


@on_event("campaign.status")
def publish_campaign_status(world: World, campaign: Document, now: float) -> None:
    """Submitted, approved or failed."""
    name, status = CAMPAIGN_EVENTS.get(campaign["campaign_status"], (None, ""))
    if name:
        _publish_campaign(world, name, campaign, status, now)


@on_event("campaign.deleted")
def publish_campaign_deletion(world: World, campaign: Document, now: float) -> None:
    """Deleted, by whomever; Twilio's own deletion of a suspended one is told besides."""
    if campaign["campaign_status"] == "SUSPENDED":
        _publish_campaign(world, "suspended-campaign-delete-submitted", campaign, "suspended", now)
    _publish_campaign(world, "campaign-deleted", campaign, "deleted", now)


@on_event("number.registration")
def publish_number_registration(world: World, number: Document, now: float) -> None:
    """1.11: a number is ready only when this says so."""
    campaign = number.get("_campaign") or world.store.get("campaign", number["service_sid"]) or {}
    id_ = world.sids.new("NO")
    _publish(
        world,
        NUMBER_EVENTS[number["_registration"]],
        number["account_sid"],
        lambda version: payloads.describe_number(number, campaign, id_, version, now),
        now,
    )


def _publish_brand(
    world: World, name: str, brand: Document, build: Callable[[int], dict[str, Any]], now: float
) -> None:
    _publish(world, f"brand-registration.{name}", brand["account_sid"], build, now)


def _publish_campaign(world: World, name: str, campaign: Document, status: str, now: float) -> None:
    _publish(
        world,
        f"campaign-registration.{name}",
        campaign["account_sid"],
        lambda version: payloads.describe_campaign(campaign, status, version, now),
        now,
    )


def _publish(
    world: World, name: str, account_sid: str, build: Callable[[int], dict[str, Any]], now: float
) -> None:
    event_type = BY_ID[PREFIX + name]
    for sink, version in find_sinks(world, account_sid, event_type.id):
        schema = f"{event_type.schema}/{version}"
        event = envelope.wrap_event(world, event_type.id, schema, build(version), now)
        envelope.deliver_event(world, sink, event, now)
