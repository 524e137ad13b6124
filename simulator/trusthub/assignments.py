"""What hangs on a bundle: entities (P6, T4) and channel endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.accounts import resource as accounts
from simulator.core.documents import Listing
from simulator.core.errors import NotFound, bad_request
from simulator.core.handlers import Call, operation
from simulator.trusthub import bundles, policies
from simulator.trusthub.bundles import family_of, fetch_bundle

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

ENTITY = "entity_assignment"
CHANNEL = "channel_endpoint_assignment"
ASSIGNABLE = {"IT": "end_user", "RD": "supporting_document", "BU": bundles.KIND}


def find_assigned(world: World, bundle_sid: str) -> list[Document]:
    """The objects that hang on a bundle, in the order of their assignment; shared, so only to be read."""
    found = world.store.derive(
        ("assigned", bundle_sid),
        lambda: [_find_object(world, a["object_sid"]) for a in world.store.find_children(ENTITY, bundle_sid)],
    )
    # Bundles change all the time, so they are looked up each time, and nothing is kept of them.
    objects = [world.store.peek(bundles.KIND, item) if isinstance(item, str) else item for item in found]
    return [document for document in objects if document is not None]


def _find_object(world: World, sid: str) -> Document | str | None:
    """An end user or a document; of a bundle its SID."""
    return sid if sid.startswith("BU") else world.store.get(ASSIGNABLE[sid[:2]], sid)


@operation("CreateCustomerProfileEntityAssignment", "CreateTrustProductEntityAssignment")
def create_entity(world: World, call: Call) -> Answer:
    """P6: an end user, a document or another bundle, which must exist and is assigned once."""
    bundle = _bundle(world, call)
    object_sid = call.params["ObjectSid"]
    _require_object(world, object_sid, call.account_sid)
    if any(a["object_sid"] == object_sid for a in world.store.find_children(ENTITY, bundle["sid"])):
        raise bad_request(f"{object_sid} is already assigned to {bundle['sid']}")
    document = _document(world, call, bundle, "BV", "EntityAssignments")
    document |= {"object_sid": object_sid, "_object_type": object_sid[:2]}
    return world.create(ENTITY, document["sid"], document, call.now, parent=bundle["sid"])


@operation("ListCustomerProfileEntityAssignment", "ListTrustProductEntityAssignment")
def list_entities(world: World, call: Call) -> Answer:
    """Filtered by the type of the object."""
    bundle = _bundle(world, call)
    where = {"_object_type": call.params["ObjectType"]} if "ObjectType" in call.params else {}
    return Listing(ENTITY, call.account_sid, bundle["sid"], where)


@operation("CreateCustomerProfileChannelEndpointAssignment", "CreateTrustProductChannelEndpointAssignment")
def create_channel(world: World, call: Call) -> Answer:
    """A phone number or messaging service that a bundle covers."""
    bundle = _bundle(world, call)
    document = _document(world, call, bundle, "RA", "ChannelEndpointAssignments")
    document["channel_endpoint_sid"] = call.params["ChannelEndpointSid"]
    document["channel_endpoint_type"] = call.params["ChannelEndpointType"]
    return world.create(CHANNEL, document["sid"], document, call.now, parent=bundle["sid"])


@operation("ListCustomerProfileChannelEndpointAssignment", "ListTrustProductChannelEndpointAssignment")
def list_channels(world: World, call: Call) -> Answer:
    """Filtered by the SID of the endpoint; several are given with commas between them."""
    bundle = _bundle(world, call)
    where: dict[str, object] = {}
    if "ChannelEndpointSid" in call.params:
        where["channel_endpoint_sid"] = call.params["ChannelEndpointSid"]
    if "ChannelEndpointSids" in call.params:
        where["channel_endpoint_sid"] = tuple(call.params["ChannelEndpointSids"].split(","))
    return Listing(CHANNEL, call.account_sid, bundle["sid"], where)


@operation(
    "FetchCustomerProfileEntityAssignment",
    "FetchTrustProductEntityAssignment",
    "FetchCustomerProfileChannelEndpointAssignment",
    "FetchTrustProductChannelEndpointAssignment",
)
def fetch(world: World, call: Call) -> Answer:
    """One assignment."""
    return _assignment(world, call)


@operation(
    "DeleteCustomerProfileEntityAssignment",
    "DeleteTrustProductEntityAssignment",
    "DeleteCustomerProfileChannelEndpointAssignment",
    "DeleteTrustProductChannelEndpointAssignment",
)
def delete(world: World, call: Call) -> Answer:
    """Takes one assignment off."""
    assignment = _assignment(world, call)
    world.store.delete(_kind(call), assignment["sid"])
    return None


def _bundle(world: World, call: Call) -> Document:
    parent = call.path.get("CustomerProfileSid") or call.path["TrustProductSid"]
    return fetch_bundle(world, call, parent)


def _kind(call: Call) -> str:
    return CHANNEL if "ChannelEndpoint" in call.operation else ENTITY


def _assignment(world: World, call: Call) -> Document:
    bundle = _bundle(world, call)
    assignment = world.fetch(_kind(call), call.path["Sid"], call.account_sid)
    if assignment[family_of(call).sid_field] != bundle["sid"]:
        raise NotFound
    return assignment


def _document(world: World, call: Call, bundle: Document, prefix: str, collection: str) -> Document:
    sid = world.sids.new(prefix)
    return {
        "sid": sid,
        "account_sid": call.account_sid,
        family_of(call).sid_field: bundle["sid"],
        "url": f"{bundle['url']}/{collection}/{sid}",
    }


def _require_object(world: World, sid: str, account_sid: str) -> None:
    kind = ASSIGNABLE.get(sid[:2])
    if kind is None:
        raise bad_request(f"{sid} is not an end user, a supporting document or a bundle")
    if kind == bundles.KIND and _is_of_parent(world, sid, account_sid):
        return  # U12: the primary profile lives in the parent, and profiles of a subaccount are linked to it
    world.fetch_referenced(kind, "ObjectSid", sid, account_sid)


def _is_of_parent(world: World, sid: str, account_sid: str) -> bool:
    bundle = world.store.get(bundles.KIND, sid)
    return bool(
        bundle
        and bundle["policy_sid"] == policies.PRIMARY_BUSINESS.sid
        and accounts.is_owner(world, bundle["account_sid"], account_sid)
    )
