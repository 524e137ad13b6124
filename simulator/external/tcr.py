"""
The Campaign Registry as an ISV sees it: campaigns it registered there, and sharing them (E2).

REGISTERED -> SHARED -> ACCEPTED, or back to REGISTERED when a review declines. Each step of the
reviewers is told to the ISV's webhook at the registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.core.errors import Refusal, bad_request
from simulator.core.state_machines import start, transition, void_reviews
from simulator.outbound.deliveries import send_json

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World

KIND = "tcr_campaign"
WEBHOOK = "tcr_webhook"
REGISTERED = "REGISTERED"
SHARED = "SHARED"
ACCEPTED = "ACCEPTED"
SHARE_ACCEPT = "CAMPAIGN_SHARE_ACCEPT"
SHARE_DELETE = "CAMPAIGN_SHARE_DELETE"
TWILIO = {"dcaId": "TWILIO", "dcaName": "Twilio"}


def register(world: World, account_sid: str, usecase: str, now: float) -> Document:
    """The ISV registers a campaign at the registry, without Twilio."""
    campaign_id = world.sids.new_registry_id("C")
    document = {
        "sid": campaign_id,
        "account_sid": account_sid,
        "campaign_id": campaign_id,
        "brand_id": world.sids.new_registry_id("B"),
        "usecase": usecase,
        "status": REGISTERED,
        "_dissociated_at": None,
    }
    return world.create(KIND, campaign_id, document, now)


def share(world: World, campaign: Document, now: float) -> Document:
    """E2 step 3: Twilio is to be the DCA; its review begins."""
    if campaign["status"] != REGISTERED:
        raise bad_request(f"{campaign['campaign_id']} is already {campaign['status']}")
    void_reviews(campaign)
    campaign["status"] = SHARED
    world.save(KIND, campaign["campaign_id"], campaign, now)
    start(world, "tcr.share-review", campaign["campaign_id"], campaign, now)
    return campaign


@transition(
    "tcr.share-review",
    on=(KIND, "status"),
    source=SHARED,
    targets=(ACCEPTED, REGISTERED),
    delay=lambda world, _campaign: world.timings.external_share_review,
)
def accept(world: World, campaign: Document, now: float) -> None:
    """E2 step 4: only now the campaign may be associated."""
    void_reviews(campaign)
    campaign["status"] = ACCEPTED
    world.save(KIND, campaign["campaign_id"], campaign, now)
    notify(world, campaign, SHARE_ACCEPT, "", now)


def decline(world: World, campaign: Document, feedback: str, now: float) -> None:
    """E2: Twilio or the secondary DCA rejects; it has to be shared again."""
    unshare(world, campaign, now)
    notify(world, campaign, SHARE_DELETE, feedback, now)


def unshare(world: World, campaign: Document, now: float) -> None:
    """Back to where it was before the sharing."""
    void_reviews(campaign)
    campaign["status"] = REGISTERED
    world.save(KIND, campaign["campaign_id"], campaign, now)


def decide(world: World, campaign: Document, status: str, feedback: str, now: float) -> Document:
    """Twilio's reviewer, by hand."""
    if campaign["status"] != SHARED:
        raise bad_request(f"{campaign['campaign_id']} is {campaign['status']}, not shared")
    if status == "accept":
        accept(world, campaign, now)
    elif status == "reject":
        decline(world, campaign, feedback or "The campaign was declined.", now)
    else:
        raise bad_request(f"status: accept or reject is needed, not {status!r}")
    return campaign


def set_webhook(world: World, account_sid: str, url: str, now: float) -> Document:
    """Where the registry tells the ISV of events."""
    document = {"account_sid": account_sid, "url": url}
    if world.store.get(WEBHOOK, account_sid):
        return world.save(WEBHOOK, account_sid, document | {"date_created": now}, now)
    return world.create(WEBHOOK, account_sid, document, now)


def notify(world: World, campaign: Document, event: str, description: str, now: float) -> None:
    """A flat JSON object with an eventType, as the registry sends."""
    webhook = world.store.get(WEBHOOK, campaign["account_sid"])
    if webhook is None:
        return
    payload: dict[str, Any] = {
        "eventType": event,
        "campaignId": campaign["campaign_id"],
        "brandId": campaign["brand_id"],
        "description": description,
        **TWILIO,
    }
    send_json(world, campaign["account_sid"], webhook["url"], payload, now)


def find(world: World, campaign_id: str) -> Document:
    """A campaign at the registry, for the control API."""
    campaign = world.store.get(KIND, campaign_id)
    if campaign is None:
        raise Refusal(404, None, f"The registry has no campaign {campaign_id}")
    return campaign
