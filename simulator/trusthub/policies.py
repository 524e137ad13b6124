"""
The Trust Hub policies of A2P registration as data.

Which end users, documents and profiles a bundle needs, with which fields. Evaluations check
against this; `Policies` serves it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from simulator.errors import NotFound
from simulator.registry import Call, Fixed, operation

if TYPE_CHECKING:
    from simulator.registry import Answer
    from simulator.store import Document
    from simulator.world import World


@dataclass(frozen=True)
class Party:
    """An end user or a document that a policy wants."""

    type: str
    name: str
    fields: tuple[str, ...]
    requirement: str = ""
    optional: bool = False  # the whole party may be left out


@dataclass(frozen=True)
class Supporting:
    """A customer profile that a policy wants assigned."""

    type: str
    name: str
    requirement: str
    policy_sid: str


@dataclass(frozen=True)
class Policy:
    """One policy."""

    sid: str
    name: str
    end_users: tuple[Party, ...]
    documents: tuple[Party, ...] = ()
    profiles: tuple[Supporting, ...] = ()
    kind: str = field(default="profile")


# Fields that may stay away. The policies list all fields alike; [001] calls vertical optional,
# and the rest are those that only some businesses have.
OPTIONAL_FIELDS = frozenset(
    {
        "vertical",
        "social_media_profile_urls",
        "business_registration_number",
        "stock_exchange",
        "stock_ticker",
        "brand_contact_email",
    }
)

ADDRESS = Party("customer_profile_address", "Legal Company Address", ("address_sids",))
STARTER_ADDRESS = Party("starter_customer_profile_address", "Legal Company Address", ("address_sids",))
BUSINESS = Party(
    "customer_profile_business_information",
    "Business Information",
    (
        "business_type",
        "business_registration_number",
        "business_name",
        "business_registration_identifier",
        "business_identity",
        "business_industry",
        "website_url",
        "business_regions_of_operation",
        "social_media_profile_urls",
    ),
)
REPRESENTATIVE = (
    "first_name",
    "last_name",
    "email",
    "phone_number",
    "business_title",
    "job_position",
)
FIRST = Party("authorized_representative_1", "Authorized Representative 1", REPRESENTATIVE)
SECOND = Party("authorized_representative_2", "Authorized Representative 2", REPRESENTATIVE, optional=True)

PRIMARY_BUSINESS = Policy(
    "RN6433641899984f951173ef1738c3bdd0",
    "Primary Customer Profile of type Business",
    (BUSINESS, FIRST, SECOND),
    (ADDRESS,),
)
PRIMARY = Supporting(
    "primary_customer_profile_type_business",
    "Primary Customer Profile Bundle",
    "primary_customer_profile",
    PRIMARY_BUSINESS.sid,
)
STARTER = Policy(  # P1
    "RN806dd6cd175f314e1f96a9727ee271f4",
    "Starter Customer Profile of type Business",
    (
        Party(
            "starter_customer_profile_information",
            "Information",
            ("first_name", "last_name", "email", "phone_number"),
        ),
    ),
    (ADDRESS, STARTER_ADDRESS),
    (PRIMARY,),
)
SECONDARY_BUSINESS = Policy(  # 1.11
    "RNdfbf3fae0e1107f8aded0e7cead80bf5",
    "Secondary Customer Profile of type Business",
    (BUSINESS, FIRST, SECOND),
    (ADDRESS,),
    (PRIMARY,),
)
SOLE_PROPRIETOR = Policy(  # T1
    "RN670d5d2e282a6130ae063b234b6019c8",
    "Sole Proprietor TrustProduct",
    (
        Party(
            "sole_proprietor_information",
            "Sole Proprietor Information",
            ("brand_name", "mobile_phone_number", "vertical"),
        ),
    ),
    (),
    (
        Supporting(
            "starter_customer_profile_type_business",
            "Starter Customer Profile(isv customers) Proof",
            "customer_profile",
            STARTER.sid,
        ),
    ),
    "product",
)
A2P_MESSAGING = Policy(  # 1.11
    "RNb0d4771c2c98518d916a3d4cd70a8f8b",
    "A2P Messaging Profile TrustProduct",
    (
        Party(
            "us_a2p_messaging_profile_information",
            "US A2P Messaging Profile Information",
            ("company_type", "stock_exchange", "stock_ticker", "brand_contact_email"),
        ),
    ),
    (),
    (
        Supporting(
            "secondary_customer_profile_type_business",
            "Secondary Customer Profile(isv customers) Proof",
            "customer_profile",
            SECONDARY_BUSINESS.sid,
        ),
    ),
    "product",
)

POLICIES = (PRIMARY_BUSINESS, STARTER, SECONDARY_BUSINESS, SOLE_PROPRIETOR, A2P_MESSAGING)
BY_SID = {policy.sid: policy for policy in POLICIES}
END_USER_TYPES = {party.type: party for policy in POLICIES for party in policy.end_users}
DOCUMENT_TYPES = {party.type: party for policy in POLICIES for party in policy.documents}


def label(name: str) -> str:
    """`first_name` as people read it."""
    return name.replace("_", " ").title()


@operation("ListPolicies")
def list_policies(_world: World, _call: Call) -> Answer:
    """All policies that A2P registration uses."""
    return Fixed(tuple(_policy(policy) for policy in POLICIES))


@operation("FetchPolicies")
def fetch_policy(_world: World, call: Call) -> Answer:
    """One policy, with the fields it wants (P1)."""
    if call.path["Sid"] not in BY_SID:
        raise NotFound
    return _policy(BY_SID[call.path["Sid"]])


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
    types = END_USER_TYPES if is_end_user else DOCUMENT_TYPES
    collection = "EndUserTypes" if is_end_user else "SupportingDocumentTypes"
    return [_type(party, collection) for party in types.values()]


def _type(party: Party, collection: str) -> Document:
    # Our own SIDs: Twilio's are not in the documents.
    sid = "OY" + hashlib.blake2b(party.type.encode(), digest_size=16).hexdigest()
    return {
        "sid": sid,
        "friendly_name": party.name,
        "machine_name": party.type,
        "fields": [
            {
                "machine_name": name,
                "friendly_name": label(name),
                "constraint": "List" if name == "address_sids" else "String",
            }
            for name in party.fields
        ],
        "url": f"/v1/{collection}/{sid}",
    }


def _policy(policy: Policy) -> Document:
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


def _documents(policy: Policy) -> list[dict[str, Any]]:
    if not policy.documents:
        return []
    return [
        {
            "type": "document",
            "name": "Customer Profile Address",
            "description": "Customer Profile Address",
            "requirement_name": ADDRESS.type,
            "accepted_documents": [_party(party, "SupportingDocumentTypes") for party in policy.documents],
        }
    ]


def _party(party: Party, collection: str) -> dict[str, Any]:
    return {
        "type": party.type,
        "name": party.name,
        "fields": list(party.fields),
        "url": f"/{collection}/{party.type}",
    }
