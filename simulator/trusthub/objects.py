"""End users and supporting documents: typed bags of attributes (P3, P5, T2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.documents import Listing
from simulator.core.errors import bad_request
from simulator.core.handlers import Call, on_event, operation
from simulator.trusthub import policies

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

END_USER = "end_user"
DOCUMENT = "supporting_document"
ASSIGNED = {END_USER: ("End User", 21644), DOCUMENT: ("Supporting Document", 21646)}
# What a bundle's review makes of its documents.
DOCUMENT_STATUS = {
    "draft": "DRAFT",
    "in-review": "PENDING_REVIEW",
    "twilio-approved": "APPROVED",
    "twilio-rejected": "REJECTED",
}


def _kind(call: Call) -> str:
    return END_USER if "EndUser" in call.operation else DOCUMENT


@operation("CreateEndUser", "CreateSupportingDocument")
def create(world: World, call: Call) -> Answer:
    """The type must be one that Trust Hub knows; it cannot change later."""
    kind = _kind(call)
    known = policies.END_USER_TYPES if kind == END_USER else policies.DOCUMENT_TYPES
    if call.params["Type"] not in known:
        raise bad_request(f"Type {call.params['Type']} is unknown; known are {', '.join(known)}")
    prefix, collection = ("IT", "EndUsers") if kind == END_USER else ("RD", "SupportingDocuments")
    sid = world.sids.new(prefix)
    document: Document = {
        "sid": sid,
        "account_sid": call.account_sid,
        "friendly_name": call.params["FriendlyName"],
        "type": call.params["Type"],
        "attributes": _attributes(call),
        "url": f"/v1/{collection}/{sid}",
    }
    if kind == DOCUMENT:
        document |= {"status": "DRAFT", "mime_type": None, "errors": None}
    return world.create(kind, sid, document, call.now)


@operation("ListEndUser", "ListSupportingDocument")
def list_objects(_world: World, call: Call) -> Answer:
    """All of the account."""
    return Listing(_kind(call), call.account_sid)


@operation("FetchEndUser", "FetchSupportingDocument")
def fetch(world: World, call: Call) -> Answer:
    """One object."""
    return world.fetch(_kind(call), call.path["Sid"], call.account_sid)


@operation("UpdateEndUser", "UpdateSupportingDocument")
def update(world: World, call: Call) -> Answer:
    """1.11: attributes are replaced as a whole; what is not sent again is gone."""
    document = world.fetch(_kind(call), call.path["Sid"], call.account_sid)
    if "FriendlyName" in call.params:
        document["friendly_name"] = call.params["FriendlyName"]
    if "Attributes" in call.params:
        document["attributes"] = _attributes(call)
    return world.save(_kind(call), document["sid"], document, call.now)


@operation("DeleteEndUser", "DeleteSupportingDocument")
def delete(world: World, call: Call) -> Answer:
    """M8: not while a bundle holds it, and no document in review."""
    document = world.fetch(_kind(call), call.path["Sid"], call.account_sid)
    if world.store.find("entity_assignment", object_sid=document["sid"]):
        what, code = ASSIGNED[_kind(call)]
        raise bad_request(f"The {what} cannot be deleted: it is assigned to a bundle", code)
    world.store.delete(_kind(call), document["sid"])
    return None


@on_event("bundle.status")
def follow_review(world: World, bundle: Document, now: float) -> None:
    """M16: a document is reviewed with its bundle, and shows it."""
    for assignment in world.store.find_children("entity_assignment", bundle["sid"]):
        if not assignment["object_sid"].startswith("RD"):
            continue
        document = world.store.get(DOCUMENT, assignment["object_sid"])
        status = DOCUMENT_STATUS[bundle["status"]]
        if document and document["status"] != status:
            world.save(DOCUMENT, document["sid"], document | {"status": status}, now)


def _attributes(call: Call) -> object:
    attributes = call.params.get("Attributes", {})
    if not isinstance(attributes, dict):
        raise bad_request("Invalid parameter Attributes: a JSON object is needed")
    return attributes
