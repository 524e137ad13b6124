"""The review of a Campaign (C7): picked up by the registry, then verified, failed or suspended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.campaigns.rejections import build_error, build_rejection
from simulator.campaigns.resource import (
    FAILED,
    IN_PROGRESS,
    KIND,
    PENDING,
    SUSPENDED,
    VERIFIED,
    remove,
)
from simulator.core import scenarios
from simulator.core.handlers import on_event
from simulator.core.state_machines import start, transition, void_reviews
from simulator.services import resource as services
from simulator.trusthub import business_facts

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World

BRAND_FAILED = 30991  # 1.11: brand unverified


def _outcome(world: World, campaign: Document) -> scenarios.Review:
    """How this review ends, by the script of the customer."""
    brand = world.store.get("brand", campaign.get("brand_registration_sid") or "")
    if brand is None:
        return scenarios.Review()
    script = scenarios.find_script(world.scenarios, business_facts.read_facts(world, brand))
    return script.review(campaign["_resubmissions"])


def _review_time(world: World, campaign: Document) -> float:
    """G5: a sole proprietor's Campaign is reviewed sooner."""
    if (after := _outcome(world, campaign).after) is not None:
        return after
    if campaign["us_app_to_person_usecase"] == "SOLE_PROPRIETOR":
        return world.timings.sole_proprietor_campaign_review
    return world.timings.campaign_review


@transition(
    "campaign.pickup",
    on=(KIND, "campaign_status"),
    source=PENDING,
    targets=(IN_PROGRESS,),
    delay=lambda world, _campaign: world.timings.campaign_pickup,
)
def pick_up(world: World, campaign: Document, now: float) -> None:
    """C7: the registry has begun, and gives the Campaign its seven-character id."""
    campaign["campaign_status"] = IN_PROGRESS
    campaign["campaign_id"] = campaign["campaign_id"] or world.sids.new_registry_id("C")
    _save(world, campaign, now)
    start(world, "campaign.review", campaign["messaging_service_sid"], campaign, now)


@transition(
    "campaign.review",
    on=(KIND, "campaign_status"),
    source=IN_PROGRESS,
    targets=(VERIFIED, FAILED),
    delay=_review_time,
)
def review(world: World, campaign: Document, now: float) -> None:
    """Verified, unless the customer's script says otherwise."""
    outcome = _outcome(world, campaign)
    if outcome.codes:
        fail(world, campaign, [build_rejection(code) for code in outcome.codes], now)
    elif outcome.status == SUSPENDED:
        suspend(world, campaign, now)
    else:
        verify(world, campaign, now)


@transition(
    "campaign.removal",
    on=(KIND, "campaign_status"),
    source=SUSPENDED,
    targets=("deleted",),
    delay=lambda world, _campaign: world.timings.suspended_campaign_lifetime,
)
def remove_suspended(world: World, campaign: Document, now: float) -> None:
    """1.11: after 30 days of suspension Twilio deletes the Campaign."""
    remove(world, campaign, now)


def verify(world: World, campaign: Document, now: float) -> None:
    """C11: from now on the booleans are fixed."""
    campaign |= {"campaign_status": VERIFIED, "errors": [], "_ever_approved": True}
    campaign["campaign_id"] = campaign["campaign_id"] or world.sids.new_registry_id("C")
    services.mark_registered(world, campaign["messaging_service_sid"], now, registered=True)
    _save(world, campaign, now)
    world.announce("campaign.verified", campaign, now)


def fail(world: World, campaign: Document, errors: list[dict[str, Any]], now: float) -> None:
    """C8: at least one error says why."""
    void_reviews(campaign)
    campaign |= {"campaign_status": FAILED, "errors": errors}
    services.mark_registered(world, campaign["messaging_service_sid"], now, registered=False)
    _save(world, campaign, now)


def suspend(world: World, campaign: Document, now: float) -> None:
    """C24."""
    void_reviews(campaign)
    campaign["campaign_status"] = SUSPENDED
    _save(world, campaign, now)
    start(world, "campaign.removal", campaign["messaging_service_sid"], campaign, now)


@on_event("brand.failed")
def fail_with_brand(world: World, brand: Document, now: float) -> None:
    """P14: a failed Brand fails its Campaigns."""
    for campaign in world.store.find(KIND, brand_registration_sid=brand["sid"]):
        if campaign["campaign_status"] in {PENDING, IN_PROGRESS, VERIFIED}:
            text = "The Brand of this Campaign has failed registration."
            fail(world, campaign, [build_error(BRAND_FAILED, ["BRAND"], text)], now)


@on_event("brand.vetting_failed")
def suspend_without_authentication(world: World, brand: Document, now: float) -> None:
    """U8: since 2026-01-30 a public company without Authentication+ has its Campaigns suspended."""
    for campaign in world.store.find(KIND, brand_registration_sid=brand["sid"]):
        if campaign["campaign_status"] in {PENDING, IN_PROGRESS, VERIFIED}:
            suspend(world, campaign, now)


@on_event("brand.suspended")
def suspend_with_brand(world: World, brand: Document, now: float) -> None:
    """B9, C24: the suspension of a Brand suspends its Campaigns."""
    for campaign in world.store.find(KIND, brand_registration_sid=brand["sid"]):
        if campaign["campaign_status"] in {PENDING, IN_PROGRESS, VERIFIED}:
            suspend(world, campaign, now)


def _save(world: World, campaign: Document, now: float) -> None:
    world.save(KIND, campaign["messaging_service_sid"], campaign, now)
    world.announce("campaign.status", campaign, now)
