"""
Brand registrations (B1): made of a profile and a trust bundle, reviewed by the clock.

There is no DELETE: a Brand can only be deleted in the Console.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.core import state_machines
from simulator.core.documents import Listing
from simulator.core.errors import Refusal, bad_request
from simulator.core.handlers import Call, operation
from simulator.core.rates import keep_rate

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "brand"
PENDING = "PENDING"
APPROVED = "APPROVED"
FAILED = "FAILED"
SUSPENDED = "SUSPENDED"
IN_REVIEW = "IN_REVIEW"
SOLE_PROPRIETOR = "SOLE_PROPRIETOR"
STANDARD = "STANDARD"
UNVERIFIED = "UNVERIFIED"
VERIFIED = "VERIFIED"
VERIFIED_STATES = frozenset({VERIFIED, "VETTED_VERIFIED"})

UPDATE_COUNT_EXCEEDED = 21724  # 1.11
BRAND_SUSPENDED = 21731  # 1.11
FREE_UPDATES = 3  # 1.11: the fourth is refused


@operation("CreateBrandRegistrations")
def create(world: World, call: Call) -> Answer:
    """Accepted at once whatever the bundles are; what is wrong shows in the review (B4)."""
    if world.settings.limit_registrations:
        keep_rate(world, call, "brands", most=1, seconds=1.0)  # U9
    brand_type = call.params.get("BrandType", STANDARD)
    if brand_type not in {SOLE_PROPRIETOR, STANDARD}:
        raise bad_request(f"BrandType {brand_type} is not {SOLE_PROPRIETOR} or {STANDARD}")
    sid = world.sids.new("BN")
    path = f"/v1/a2p/BrandRegistrations/{sid}"
    document = {
        "sid": sid,
        "account_sid": call.account_sid,
        "customer_profile_bundle_sid": call.params["CustomerProfileBundleSid"],
        "a2p_profile_bundle_sid": call.params["A2PProfileBundleSid"],
        "brand_type": brand_type,
        "mock": call.params.get("Mock", False),
        "skip_automatic_sec_vet": call.params.get("SkipAutomaticSecVet", False),
        "url": path,
        "links": {
            "brand_vettings": f"{path}/Vettings",
            "brand_registration_otps": f"{path}/SmsOtp",
        },
        "_updates": 0,
        "_otps": [],
        **_fresh_review_fields(),
    }
    world.create(KIND, sid, document, call.now)
    _submit(world, document, call.now)
    return document


@operation("ListBrandRegistrations")
def list_brands(_world: World, call: Call) -> Answer:
    """All of the account but the vetted ones: Twilio's list leaves those out (twilio-ruby #688)."""
    return Listing(KIND, call.account_sid, where={"_listed": True})


@operation("FetchBrandRegistrations")
def fetch(world: World, call: Call) -> Answer:
    """One Brand."""
    return world.fetch(KIND, call.path["Sid"], call.account_sid)


@operation("UpdateBrandRegistrations")
def resubmit(world: World, call: Call) -> Answer:
    """Registers again what the bundles hold now; B5: not while a Campaign hangs on it."""
    brand = world.fetch(KIND, call.path["Sid"], call.account_sid)
    _refuse_resubmission(world, brand)
    brand |= {"_updates": brand["_updates"] + 1, **_fresh_review_fields()}
    state_machines.void_reviews(brand)
    world.save(KIND, brand["sid"], brand, call.now)
    _submit(world, brand, call.now)
    return brand


def _refuse_resubmission(world: World, brand: Document) -> None:
    if brand["status"] == SUSPENDED:
        raise bad_request("The Brand is suspended; it cannot be updated", BRAND_SUSPENDED)
    if brand["status"] in {PENDING, IN_REVIEW}:
        raise Refusal(409, None, "The Brand is still being reviewed; it cannot be updated")
    campaigns = world.store.find("campaign", brand_registration_sid=brand["sid"])
    if campaigns:
        services = ", ".join(c["messaging_service_sid"] for c in campaigns)
        raise bad_request(
            f"The Brand cannot be updated while Campaigns are registered with it ({services});"
            " delete them first",
            None,
        )
    if brand["_updates"] >= FREE_UPDATES:
        raise bad_request("Brand update count exceeded", UPDATE_COUNT_EXCEEDED)


def _submit(world: World, brand: Document, now: float) -> None:
    state_machines.start(world, "brand.review", brand["sid"], brand, now)
    world.announce("brand.status", brand, now)


def _fresh_review_fields() -> dict[str, Any]:
    """B2, B3: PENDING, and nothing known of the identity yet."""
    return {
        "status": PENDING,
        "identity_status": None,
        "tcr_id": None,
        "failure_reason": None,
        "errors": [],
        "brand_score": None,
        "brand_feedback": None,
        "russell_3000": None,
        "government_entity": None,
        "tax_exempt_status": None,
        "_listed": True,
        "_needs_authentication": False,
    }


def is_usable(brand: Document) -> bool:
    """G6: a Campaign needs a Brand that is approved and, where somebody has to say YES or click, verified."""
    needs_identity = brand["brand_type"] == SOLE_PROPRIETOR or brand.get("_needs_authentication")
    is_verified = brand["identity_status"] in VERIFIED_STATES
    return brand["status"] == APPROVED and (is_verified or not needs_identity)
