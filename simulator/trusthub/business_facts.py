"""What the registry gets to know of a business: read from the bundles a Brand is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.core.scenarios import BusinessFacts
from simulator.trusthub import bundles
from simulator.trusthub.assignments import find_assigned
from simulator.trusthub.evaluations import address_sids

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World


def read_facts(world: World, brand: Document) -> BusinessFacts:
    """All attributes of the end users in both bundles, and the address."""
    return read_bundle_facts(world, (brand["customer_profile_bundle_sid"], brand["a2p_profile_bundle_sid"]))


def read_bundle_facts(world: World, bundle_sids: tuple[str, ...]) -> BusinessFacts:
    """The same of some bundles."""
    return world.store.derive(("business facts", *bundle_sids), lambda: _read(world, bundle_sids))


def _read(world: World, bundle_sids: tuple[str, ...]) -> BusinessFacts:
    objects = [o for sid in bundle_sids for o in find_assigned(world, sid)]
    attributes: dict[str, Any] = {}
    for document in objects:
        if document["sid"].startswith("IT"):
            attributes |= document["attributes"]
    return BusinessFacts(
        name=str(attributes.get("brand_name") or attributes.get("business_name") or ""),
        emails=_merge_emails(world, bundle_sids, objects),
        email=str(attributes.get("email") or "").casefold(),
        mobile=str(attributes.get("mobile_phone_number") or ""),
        ein=str(attributes.get("business_registration_number") or ""),
        address=_address(world, objects),
        company_type=str(attributes.get("company_type") or ""),
        contact_email=str(attributes.get("brand_contact_email") or "").casefold(),
    )


def _merge_emails(world: World, bundle_sids: tuple[str, ...], objects: list[Document]) -> tuple[str, ...]:
    emails = [o["attributes"].get("email") for o in objects if o["sid"].startswith("IT")]
    for sid in bundle_sids:
        world.store.note_read(bundles.EMAIL, sid)  # a bundle changes all the time, its e-mail does not
        if bundle := world.store.peek(bundles.KIND, sid):
            emails.append(bundle["email"])
    return tuple(sorted({str(email).casefold() for email in emails if email}))


def _address(world: World, objects: list[Document]) -> str:
    for document in objects:
        for sid in address_sids(document.get("attributes", {})):
            if address := world.store.get("address", sid):
                parts = ("street", "street_secondary", "city", "postal_code", "iso_country")
                return "|".join(str(address.get(part) or "").casefold() for part in parts)
    return ""
