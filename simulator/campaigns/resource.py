"""
Campaigns: one Usa2p record inside one Messaging Service (C1, C21).

All of them have the same SID, so that they are kept by the SID of their service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.campaigns import gates, texts
from simulator.core import scenarios, state_machines
from simulator.core.documents import Listing
from simulator.core.errors import NotFound, Refusal, bad_request
from simulator.core.handlers import Call, on_event, operation
from simulator.core.rates import keep_rate
from simulator.services import resource as services
from simulator.trusthub import business_facts

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "campaign"
SID = "QE2c6890da8086d771620e9b13fadeba0b"  # C1
PENDING = "PENDING"
IN_PROGRESS = "IN_PROGRESS"
VERIFIED = "VERIFIED"
FAILED = "FAILED"
SUSPENDED = "SUSPENDED"
OPERATION_ON_SUSPENDED = 21729  # 1.11
STANDARD_RATE_LIMITS = {"att": {"mps": 600, "msg_class": "A"}, "tmobile": {"brand_tier": "TOP"}}
SOLE_RATE_LIMITS = {"att": {"mps": 0.25, "msg_class": None}, "tmobile": {"brand_tier": "LOW"}}

EDITABLE = {
    "Description": "description",
    "MessageFlow": "message_flow",
    "MessageSamples": "message_samples",
    "HasEmbeddedLinks": "has_embedded_links",
    "HasEmbeddedPhone": "has_embedded_phone",
    "AgeGated": "age_gated",
    "DirectLending": "direct_lending",
    "PrivacyPolicyUrl": "privacy_policy_url",
    "TermsAndConditionsUrl": "terms_and_conditions_url",
}
FIELDS = EDITABLE | {
    "BrandRegistrationSid": "brand_registration_sid",
    "UsAppToPersonUsecase": "us_app_to_person_usecase",
    "OptInMessage": "opt_in_message",
    "OptInKeywords": "opt_in_keywords",
    "SubscriberOptIn": "subscriber_opt_in",
}
LOCKED_AFTER_APPROVAL = ("HasEmbeddedLinks", "HasEmbeddedPhone", "DirectLending", "AgeGated")


@operation("CreateUsAppToPerson")
def create(world: World, call: Call) -> Answer:
    """C2 to C6, then the gates of the service and of the Brand."""
    service = world.fetch(services.KIND, call.path["MessagingServiceSid"], call.account_sid)
    if world.settings.limit_registrations:
        keep_rate(world, call, "campaigns", most=1, seconds=1.0)  # U9
    params = texts.split_keywords(call.params)
    _check_texts(params)
    if world.settings.require_policy_urls:
        texts.require_policy_urls(params)
    opt_out = texts.choose_opt_out_texts(params, service, _opt_out_management(world, call, service))
    gates.check_compatibility(service, params["UsAppToPersonUsecase"])
    gates.check_service(world, service, call.now)
    brand = gates.check_brand(world, call)
    document = {
        "subscriber_opt_in": False,
        "age_gated": False,
        "direct_lending": False,
        **{FIELDS[name]: value for name, value in params.items() if name in FIELDS},
        **opt_out,
        "mock": brand["mock"],  # C23
        "is_externally_registered": False,
    }
    return register(world, service, texts.write_keywords(document), call.now)


def _opt_out_management(world: World, call: Call, service: Document) -> str:
    """As the Console shows it; of a service that nobody has set, as the customer's scenario says."""
    if service["_opt_out_management"] != services.UNDECLARED:
        return str(service["_opt_out_management"])
    brand = world.store.get("brand", call.params["BrandRegistrationSid"])
    if brand is None:
        return "default"
    script = scenarios.find_script(world.scenarios, business_facts.read_facts(world, brand))
    return script.opt_out_management or "default"


def register(world: World, service: Document, document: Document, now: float) -> Document:
    """Store a new Campaign in its service and start its review."""
    sole = document.get("us_app_to_person_usecase") == "SOLE_PROPRIETOR"
    document |= {
        "sid": SID,
        "account_sid": service["account_sid"],
        "messaging_service_sid": service["sid"],
        "campaign_status": PENDING,
        "rate_limits": SOLE_RATE_LIMITS if sole else STANDARD_RATE_LIMITS,
        "errors": [],
        "url": f"{service['url']}/Compliance/Usa2p/{SID}",
        state_machines.ROUND: state_machines.allot_first_round(world),
        "_ever_approved": False,
        "_resubmissions": 0,
        "_campaign_sid": world.sids.new("CM"),
    }
    document.setdefault("campaign_id", None)
    world.create(KIND, service["sid"], document, now, parent=service["sid"])
    if not document["is_externally_registered"]:
        state_machines.start(world, "campaign.pickup", service["sid"], document, now)
    world.announce("campaign.status", document, now)
    return document


@operation("ListUsAppToPerson")
def list_campaigns(world: World, call: Call) -> Answer:
    """None or one (C21)."""
    service = world.fetch(services.KIND, call.path["MessagingServiceSid"], call.account_sid)
    return Listing(KIND, call.account_sid, service["sid"])


@operation("FetchUsAppToPerson")
def fetch(world: World, call: Call) -> Answer:
    """The Campaign of a service."""
    return _campaign(world, call)


@operation("UpdateUsAppToPerson")
def update(world: World, call: Call) -> Answer:
    """C10 to C15: an edit of a FAILED, PENDING, IN_PROGRESS or VERIFIED Campaign; reviewed anew."""
    if world.settings.edits_are_beta:
        raise Refusal(403, None, "This account cannot update Campaigns by API")  # U7
    campaign = _campaign(world, call)
    _refuse_suspended(campaign)
    if campaign["is_externally_registered"]:
        raise bad_request("A Campaign from outside Twilio is edited at The Campaign Registry", None)
    texts.require(call.params, texts.NEEDED_TO_UPDATE)
    texts.check_lengths(call.params)
    if world.settings.require_policy_urls:
        known = {name: campaign.get(EDITABLE[name]) for name in texts.POLICY_URLS}
        texts.require_policy_urls({**known, **call.params})
    texts.check_sample_count(call.params["MessageSamples"], campaign["us_app_to_person_usecase"])
    _refuse_locked(campaign, call.params)
    campaign |= {EDITABLE[name]: value for name, value in call.params.items()}
    campaign |= {
        "campaign_status": PENDING,  # C14
        "errors": [],
        "_resubmissions": campaign["_resubmissions"] + 1,  # C15
    }
    state_machines.void_reviews(campaign)
    state_machines.start(world, "campaign.pickup", call.path["MessagingServiceSid"], campaign, call.now)
    services.mark_registered(world, campaign["messaging_service_sid"], call.now, registered=False)
    world.save(KIND, campaign["messaging_service_sid"], campaign, call.now)
    world.announce("campaign.status", campaign, call.now)
    return campaign


@operation("DeleteUsAppToPerson")
def delete(world: World, call: Call) -> Answer:
    """C20; the service stays (M3), but takes no new Campaign for some seconds (G7)."""
    campaign = _campaign(world, call)
    _refuse_suspended(campaign)
    remove(world, campaign, call.now)
    return None


def remove(world: World, campaign: Document, now: float) -> None:
    """Forget a Campaign, and remember on its service when that was."""
    sid = campaign["messaging_service_sid"]
    world.store.delete(KIND, sid)
    world.announce("campaign.deleted", campaign, now)
    service = world.store.get(services.KIND, sid)
    if service:
        service |= {"us_app_to_person_registered": False, "_campaign_deleted_at": now}
        world.save(services.KIND, sid, service, now)


@on_event("service.deleted")
def delete_with_service(world: World, service: Document, now: float) -> None:
    """M2: deleting the service deletes the Campaign, even an approved one."""
    campaign = world.store.get(KIND, service["sid"])
    if campaign:
        _refuse_suspended(campaign)
        remove(world, campaign, now)


def _campaign(world: World, call: Call) -> Document:
    service = world.fetch(services.KIND, call.path["MessagingServiceSid"], call.account_sid)
    if call.path.get("Sid", SID) != SID:
        raise NotFound
    return world.fetch(KIND, service["sid"], call.account_sid)


def _check_texts(params: Any) -> None:
    texts.require(params, texts.NEEDED_TO_CREATE)
    texts.require_opt_in_answer(params)
    texts.check_lengths(params)
    texts.check_keywords(params)
    gates.check_usecase(params["UsAppToPersonUsecase"])
    texts.check_sample_count(params["MessageSamples"], params["UsAppToPersonUsecase"])


def _refuse_suspended(campaign: Document) -> None:
    if campaign["campaign_status"] == SUSPENDED:
        raise bad_request("The Campaign is suspended; contact Support", OPERATION_ON_SUSPENDED)


def _refuse_locked(campaign: Document, params: Any) -> None:
    """C11, C12: after the first approval the four booleans stay as they are registered."""
    if not campaign["_ever_approved"]:
        return
    changed = [n for n in LOCKED_AFTER_APPROVAL if params[n] != campaign[EDITABLE[n]]]
    if changed:
        # The documents say that the call errors, and name no code.
        raise bad_request(f"{', '.join(changed)} cannot be changed after the Campaign was approved", None)
