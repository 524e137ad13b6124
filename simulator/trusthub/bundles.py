"""
Customer profiles and trust products: the same bundle under two names (T1).

Draft until submitted, then in review until the Brand that uses them is approved and verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.core import state_machines
from simulator.core.documents import Listing
from simulator.core.errors import NotFound, bad_request
from simulator.core.handlers import Call, operation
from simulator.trusthub import policies

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "bundle"  # one kind, because their SIDs share the prefix BU (T1)
STATUS_AND_PROPERTIES = 22204
EMAIL = "bundle.email"  # the part of a bundle that tells of a business; its reviews do not write it
DRAFT = "draft"
PENDING_REVIEW = "pending-review"
IN_REVIEW = "in-review"
REJECTED = "twilio-rejected"
APPROVED = "twilio-approved"

# 18601 is the only code Twilio's own example shows on a bundle; the reason in words goes to the
# status callback alone (P2, P9, P10).
REJECTION_CODE = 18601

FIELDS = {
    "FriendlyName": "friendly_name",
    "Email": "email",
    "StatusCallback": "status_callback",
    "PolicySid": "policy_sid",
}


@dataclass(frozen=True)
class Family:
    """What differs between the two names."""

    collection: str
    sid_field: str
    link_prefix: str

    def links(self, sid: str) -> dict[str, str]:
        """The sub-resources of a bundle."""
        path = f"/v1/{self.collection}/{sid}"
        return {
            f"{self.link_prefix}_entity_assignments": f"{path}/EntityAssignments",
            f"{self.link_prefix}_evaluations": f"{path}/Evaluations",
            f"{self.link_prefix}_channel_endpoint_assignment": f"{path}/ChannelEndpointAssignments",
        }


PROFILE = Family("CustomerProfiles", "customer_profile_sid", "customer_profiles")
PRODUCT = Family("TrustProducts", "trust_product_sid", "trust_products")
FAMILIES = {family.collection: family for family in (PROFILE, PRODUCT)}


def family_of(call: Call) -> Family:
    """The family an operation is about; its id carries the name."""
    return PROFILE if "CustomerProfile" in call.operation else PRODUCT


def fetch_bundle(world: World, call: Call, sid: str) -> Document:
    """A bundle of this family and account; a trust bundle is no customer profile (T1)."""
    bundle = world.fetch(KIND, sid, call.account_sid)
    if bundle["_collection"] != family_of(call).collection:
        raise NotFound
    return bundle


@operation("CreateCustomerProfile", "CreateTrustProduct")
def create(world: World, call: Call) -> Answer:
    """P2, T1: a draft under a policy that exists."""
    if call.params["PolicySid"] not in policies.BY_SID:
        raise bad_request(f"Policy {call.params['PolicySid']} does not exist")
    document = {FIELDS[name]: value for name, value in call.params.items()}
    return new_bundle(world, family_of(call), document | {"account_sid": call.account_sid}, call.now)


def new_bundle(world: World, family: Family, document: Document, now: float) -> Document:
    """Store a draft, of the SID that the document has or of a new one."""
    sid = document.get("sid") or world.sids.new("BU")
    document |= {
        "sid": sid,
        "status": DRAFT,
        "url": f"/v1/{family.collection}/{sid}",
        "links": family.links(sid),
        "errors": None,
        "_collection": family.collection,
    }
    world.store.note_write(EMAIL, sid)
    return world.create(KIND, sid, document, now, parent=family.collection)


@operation("ListCustomerProfile", "ListTrustProduct")
def list_bundles(_world: World, call: Call) -> Answer:
    """Filtered by status, friendly name or policy."""
    names = {"Status": "status", "FriendlyName": "friendly_name", "PolicySid": "policy_sid"}
    where = {names[name]: value for name, value in call.params.items()}
    return Listing(KIND, call.account_sid, family_of(call).collection, where)


@operation("FetchCustomerProfile", "FetchTrustProduct")
def fetch(world: World, call: Call) -> Answer:
    """One bundle."""
    return fetch_bundle(world, call, call.path["Sid"])


@operation("DeleteCustomerProfile", "DeleteTrustProduct")
def delete(world: World, call: Call) -> Answer:
    """Takes its assignments along; a Brand that was not yet reviewed will fail without it (B4)."""
    bundle = fetch_bundle(world, call, call.path["Sid"])
    if bundle["policy_sid"] == policies.PRIMARY_BUSINESS.sid:
        # G1: the primary profile is made, and unmade, in the Console only.
        raise bad_request("A primary Customer Profile can only be deleted in the Console")
    for kind in ("entity_assignment", "evaluation", "channel_endpoint_assignment"):
        for child in world.store.find_children(kind, bundle["sid"]):
            world.store.delete(kind, child["sid"])
    world.store.delete(KIND, bundle["sid"])
    world.store.note_write(EMAIL, bundle["sid"])
    return None


@operation("UpdateCustomerProfile", "UpdateTrustProduct")
def update(world: World, call: Call) -> Answer:
    """P8, T4: asking for review answers in-review; anything else is an edit of a draft."""
    bundle = fetch_bundle(world, call, call.path["Sid"])
    _refuse_update_under_review(world, bundle, call)
    status = call.params.get("Status")
    if status is not None and len(call.params) > 1:  # M8
        raise bad_request(
            "Bundle status and properties cannot be updated in the same request", STATUS_AND_PROPERTIES
        )
    if status not in {None, DRAFT, PENDING_REVIEW, bundle["status"]}:
        raise bad_request(f"Status cannot be set to {status}; only Twilio decides a review")
    bundle |= {FIELDS[name]: value for name, value in call.params.items() if name in FIELDS}
    world.store.note_write(EMAIL, bundle["sid"])
    if status == DRAFT:
        bundle["status"] = DRAFT
    if status == PENDING_REVIEW:
        submit(world, bundle, call.now)
    return world.save(KIND, bundle["sid"], bundle, call.now)


def submit(world: World, bundle: Document, now: float) -> None:
    """Start a review; the answer to the request already shows in-review (P8)."""
    state_machines.void_reviews(bundle)
    bundle |= {"status": IN_REVIEW, "errors": None, "_failure_reason": None}
    bundle["_validated"] = False
    state_machines.start(world, "bundle.validation", bundle["sid"], bundle, now)
    world.announce("bundle.status", bundle, now)


def _refuse_update_under_review(world: World, bundle: Document, call: Call) -> None:
    """
    1.11: in-review and twilio-approved bundles cannot be updated.

    Two ways out stay open, without which B5's order (fix the bundle, then the Brand) could not
    be walked: an approved bundle may be submitted again, and one in review whose Brand failed, or
    whose e-mail of Authentication+ did (U8: the address is corrected in the bundle).
    """
    only_resubmits = dict(call.params) == {"Status": PENDING_REVIEW}
    if bundle["status"] == APPROVED and not only_resubmits:
        raise bad_request("A twilio-approved bundle cannot be updated, only submitted again")
    if bundle["status"] == IN_REVIEW and not (only_resubmits and _has_failed_brand(world, bundle)):
        raise bad_request("A bundle in review cannot be updated")


def _has_failed_brand(world: World, bundle: Document) -> bool:
    sid = bundle["sid"]
    brands = world.store.find("brand", customer_profile_bundle_sid=sid)
    brands += world.store.find("brand", a2p_profile_bundle_sid=sid)
    return any(brand["status"] == "FAILED" or _failed_to_authenticate(brand) for brand in brands)


def _failed_to_authenticate(brand: Document) -> bool:
    return bool(brand.get("_needs_authentication") and brand["errors"])


def approve(world: World, sid: str, now: float) -> None:
    """G4: only what happens to the Brand makes a bundle twilio-approved."""
    bundle = world.store.get(KIND, sid)
    if bundle and bundle["status"] == IN_REVIEW:
        approve_now(world, bundle, now)


def approve_now(world: World, bundle: Document, now: float) -> None:
    """The review ends well."""
    _decide(world, bundle, {"status": APPROVED, "errors": None, "_failure_reason": None}, now)


def reject(
    world: World, bundle: Document, reason: str, now: float, *, codes: tuple[int, ...] = (REJECTION_CODE,)
) -> None:
    """The review ends badly; `reason` reaches the client by status callback only (P2)."""
    errors = [{"code": code} for code in codes]
    _decide(world, bundle, {"status": REJECTED, "errors": errors, "_failure_reason": reason}, now)
    world.announce("bundle.rejected", bundle, now)


def _decide(world: World, bundle: Document, outcome: Document, now: float) -> None:
    bundle |= {**outcome, "_validated": True}
    world.save(KIND, bundle["sid"], bundle, now)
    world.announce("bundle.status", bundle, now)
