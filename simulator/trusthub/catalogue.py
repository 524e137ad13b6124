"""Policies and types as Trust Hub serves them: read-only."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from simulator.core.documents import Fixed
from simulator.core.errors import NotFound
from simulator.core.handlers import Call, operation
from simulator.trusthub import policies

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World


@operation("ListPolicies")
def list_policies(_world: World, _call: Call) -> Answer:
    """All policies that A2P registration uses."""
    return Fixed(tuple(_policy(policy) for policy in policies.POLICIES))


@operation("FetchPolicies")
def fetch_policy(_world: World, call: Call) -> Answer:
    """One policy, with the fields it wants (P1)."""
    if call.path["Sid"] not in policies.BY_SID:
        raise NotFound
    return _policy(policies.BY_SID[call.path["Sid"]])


@operation("ListEndUserType", "ListSupportingDocumentType")
def list_types(_world: World, call: Call) -> Answer:
    """The types an end user or a document can have."""
    return Fixed(tuple(_types(call)))


@operation("FetchEndUserType", "FetchSupportingDocumentType")
def fetch_type(_world: World, call: Call) -> Answer:
    """One type with its fields; found by its SID or by its machine name, as policies link it."""
    for document in _types(call):
        if call.path["Sid"] in {document["sid"], document["machine_name"]}:
            return document
    raise NotFound


def _types(call: Call) -> list[Document]:
    is_end_user = "EndUser" in call.operation
    types = policies.END_USER_TYPES if is_end_user else policies.DOCUMENT_TYPES
    collection = "EndUserTypes" if is_end_user else "SupportingDocumentTypes"
    return [_type(party, collection) for party in types.values()]


def _type(party: policies.Party, collection: str) -> Document:
    # Our own SIDs: Twilio's are not in the documents.
    sid = "OY" + hashlib.blake2b(party.type.encode(), digest_size=16).hexdigest()
    return {
        "sid": sid,
        "friendly_name": party.name,
        "machine_name": party.type,
        "fields": [
            {
                "machine_name": name,
                "friendly_name": policies.label(name),
                "constraint": "List" if name == "address_sids" else "String",
            }
            for name in party.fields
        ],
        "url": f"/v1/{collection}/{sid}",
    }


def _policy(policy: policies.Policy) -> Document:
    return {
        "sid": policy.sid,
        "friendly_name": policy.name,
        "url": f"/v1/Policies/{policy.sid}",
        "requirements": {
            "end_user": [
                _party(party, "EndUserTypes") | {"requirement_name": party.type} for party in policy.end_users
            ],
            "supporting_trust_products": [],
            "supporting_document": [_documents(policy)],
            "supporting_customer_profiles": [
                {"type": p.type, "name": p.name, "requirement_name": p.requirement} for p in policy.profiles
            ],
        },
    }


def _documents(policy: policies.Policy) -> list[dict[str, Any]]:
    if not policy.documents:
        return []
    return [
        {
            "type": "document",
            "name": "Customer Profile Address",
            "description": "Customer Profile Address",
            "requirement_name": policies.ADDRESS.type,
            "accepted_documents": [_party(party, "SupportingDocumentTypes") for party in policy.documents],
        }
    ]


def _party(party: policies.Party, collection: str) -> dict[str, Any]:
    return {
        "type": party.type,
        "name": party.name,
        "fields": list(party.fields),
        "url": f"/{collection}/{party.type}",
    }
