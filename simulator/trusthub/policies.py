"""
The Trust Hub policies of A2P registration as data.

Which end users, documents and profiles a bundle needs, with which fields. Evaluations check
against this; `catalogue` serves it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache


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


@cache
def label(name: str) -> str:
    """`first_name` as people read it."""
    return name.replace("_", " ").title()
