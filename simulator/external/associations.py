"""
Associating a registry campaign with a Messaging Service (PreregisteredUsa2p, E1 to E8).

Too fast, not shared, not accepted: none of these is refused; each fails late (E5, 1.11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.campaigns import gates, review
from simulator.campaigns import resource as campaigns
from simulator.campaigns.rejections import build_error
from simulator.core.errors import CONFLICT, Refusal, bad_request
from simulator.core.handlers import Call, on_event, operation
from simulator.core.state_machines import start, transition
from simulator.external import tcr
from simulator.services import resource as services

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

CAMPAIGN_ID = re.compile(r"C[A-Z0-9]{6}")  # E4
USECASE_MISMATCH = 21719
NOT_SHARED = 30904
BEFORE_ACCEPT = 30905
DECLINED = 30902
RATE_EXCEEDED = 30901  # the documents name no code; this is "timeout, register again"
RATE_KIND = "external_rate"


@operation("CreateExternalCampaign")
def create(world: World, call: Call) -> Answer:
    """E4, E6: accepted when it is well-formed and the service is free; the rest shows later."""
    campaign_id = call.params["CampaignId"]
    if not CAMPAIGN_ID.fullmatch(campaign_id):
        raise bad_request("Invalid parameter CampaignId: C and six of A-Z, 0-9 are needed")
    sid = call.params["MessagingServiceSid"]
    service = world.fetch_referenced(services.KIND, "MessagingServiceSid", sid, call.account_sid)
    if service["usecase"] != "undeclared":  # M1
        message = f"The use case {service['usecase']} of the service does not fit"
        raise bad_request(message, USECASE_MISMATCH)
    gates.check_service(world, service, call.now)
    known = world.store.get(tcr.KIND, campaign_id)
    _check_finalized(world, known, call.now)
    failure = _late_failure(world, known, call)
    document = {
        "campaign_id": campaign_id,
        "us_app_to_person_usecase": known["usecase"] if known else None,
        "is_externally_registered": True,
        "mock": False,
        "_late_failure": failure,
        "_cnp_migration": call.params.get("CnpMigration", False),
    }
    campaign = campaigns.register(world, service, document, call.now)
    name = "external.failure" if failure else "external.review"
    start(world, name, service["sid"], campaign, call.now)
    return campaign


@transition(
    "external.failure",
    on=(campaigns.KIND, "campaign_status"),
    source=campaigns.PENDING,
    targets=(campaigns.FAILED,),
    delay=lambda world, _campaign: world.timings.external_failure,
)
def fail_late(world: World, campaign: Document, now: float) -> None:
    """E5: after all retries; the way out is to delete the association and to share again."""
    code, text = campaign["_late_failure"]
    known = world.store.get(tcr.KIND, campaign["campaign_id"])
    if known and code == RATE_EXCEEDED:
        tcr.unshare(world, known, now)
    review.fail(world, campaign, [build_error(code, ["CAMPAIGN_ID"], text)], now)


@transition(
    "external.review",
    on=(campaigns.KIND, "campaign_status"),
    source=campaigns.PENDING,
    targets=(campaigns.VERIFIED, campaigns.FAILED),
    delay=lambda world, _campaign: world.timings.external_secondary_review,
)
def accept_late(world: World, campaign: Document, now: float) -> None:
    """E2: the secondary DCA agrees."""
    review.verify(world, campaign, now)


def decline(world: World, campaign: Document, feedback: str, now: float) -> None:
    """E2: the secondary DCA rejects; the registry's webhook has the feedback."""
    review.fail(world, campaign, [build_error(DECLINED, ["CAMPAIGN_ID"], feedback)], now)
    if known := world.store.get(tcr.KIND, campaign["campaign_id"]):
        tcr.decline(world, known, feedback, now)


@on_event("campaign.deleted")
def dissociate(world: World, campaign: Document, now: float) -> None:
    """E7: the campaign stays at the registry, but takes some seconds to be free again."""
    if not campaign["is_externally_registered"]:
        return
    if known := world.store.get(tcr.KIND, campaign["campaign_id"]):
        known["_dissociated_at"] = now
        world.save(tcr.KIND, known["campaign_id"], known, now)


def _check_finalized(world: World, known: Document | None, now: float) -> None:
    """E7: five seconds between removing a campaign and associating the same one again."""
    removed_at = known and known["_dissociated_at"]
    if removed_at and now - removed_at < world.timings.campaign_deletion:
        raise Refusal(409, CONFLICT, "The deletion of the association is not finalized")


def _late_failure(world: World, known: Document | None, call: Call) -> tuple[int, str] | None:
    too_fast = not _keeps_rate(world, call)
    if known is None or known["status"] == tcr.REGISTERED:
        return NOT_SHARED, "The campaign was not shared with Twilio."
    if known["status"] != tcr.ACCEPTED:
        return BEFORE_ACCEPT, "The campaign was associated before CAMPAIGN_SHARE_ACCEPT."
    if too_fast:
        return RATE_EXCEEDED, "The rate of one association every five seconds was exceeded."
    return None


def _keeps_rate(world: World, call: Call) -> bool:
    """E5: one request every five seconds, per account."""
    last = world.store.get(RATE_KIND, call.account_sid)
    entry: dict[str, Any] = {"account_sid": call.account_sid, "at": call.now}
    if last is None:
        world.store.insert(RATE_KIND, call.account_sid, entry)
        return True
    world.store.put(RATE_KIND, call.account_sid, entry)
    return bool(call.now - last["at"] >= world.timings.external_interval)
