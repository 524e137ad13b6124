"""End users and supporting documents: typed bags of attributes (P3, P5, T2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.documents import Listing
from simulator.core.errors import bad_request
from simulator.core.handlers import Call, operation
from simulator.trusthub import policies

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

END_USER = "end_user"
DOCUMENT = "supporting_document"


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
    """A bundle that still holds it is no longer compliant."""
    document = world.fetch(_kind(call), call.path["Sid"], call.account_sid)
    world.store.delete(_kind(call), document["sid"])
    return None


def _attributes(call: Call) -> object:
    attributes = call.params.get("Attributes", {})
    if not isinstance(attributes, dict):
        raise bad_request("Invalid parameter Attributes: a JSON object is needed")
    return attributes
