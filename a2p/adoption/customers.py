"""From an account's lists to one customer's objects: Campaign, service, Brand, bundles and their parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from a2p.adoption import inventory as lists
from a2p.adoption.errors import NotAdoptable
from a2p.adoption.inventory import Inventory
from a2p.errors import NotFound
from a2p.observed import LiveBrand, LiveBundle, LiveCampaign, LiveService
from a2p.specs import Address, EndUser
from a2p.twilio import bundles, services
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS, BundleApi
from a2p.twilio.client.session import Session


@dataclass(frozen=True, kw_only=True)
class AccountBundle:
    """A bundle and its parts. end_user_sids: by type. builds_on: the bundle that is assigned to it."""

    live: LiveBundle
    end_users: tuple[EndUser, ...]
    end_user_sids: dict[str, str]
    builds_on: str
    address: Address | None = None
    address_sid: str | None = None
    document_sid: str | None = None


@dataclass(frozen=True, kw_only=True)
class AccountRegistration:
    """A Brand and the two bundles it is made of."""

    brand: LiveBrand
    profile: AccountBundle
    trust_bundle: AccountBundle


@dataclass(frozen=True, kw_only=True)
class AccountSender:
    """What sends: a Messaging Service with its Campaign and its numbers."""

    service: LiveService
    campaign: LiveCampaign
    numbers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AccountCustomer:
    """
    One customer.

    senders: none before there is a Campaign, for nothing else says which service is a Brand's; one for each
    Campaign of the Brand. registration: None for a customer whose Brand is at the registry itself.
    """

    senders: tuple[AccountSender, ...]
    registration: AccountRegistration | None

    @property
    def sender(self) -> AccountSender | None:
        """The first, which the customer is known by."""
        return self.senders[0] if self.senders else None


def join_customer(session: Session, estate: Inventory, sids: Sequence[str]) -> AccountCustomer:
    """
    The customer whose Campaigns are on these services, or whose Brand this is and has none.

    Raises:
        NotAdoptable: something of it is missing, or there are two of it.
        TwilioError: Twilio does not tell.
    """
    campaign = estate.campaigns.get(sids[0])
    if campaign is None:
        return AccountCustomer(senders=(), registration=_read_registration(session, estate, sids[0]))
    senders = tuple(
        AccountSender(
            service=estate.services[sid],
            campaign=estate.campaigns[sid],
            numbers=services.list_numbers(session, sid),
        )
        for sid in sids
    )
    registration = (
        None if campaign.externally_registered else _read_registration(session, estate, campaign.brand_sid)
    )
    return AccountCustomer(senders=senders, registration=registration)


def _read_registration(session: Session, estate: Inventory, brand_sid: str) -> AccountRegistration:
    try:
        brand = lists.fetch_brand(session, estate, brand_sid)
    except NotFound:
        raise NotAdoptable(f"its Brand {brand_sid} is gone", "ask Twilio Support") from None
    profile = _read_bundle(
        session, estate, PROFILES, estate.profiles.get(brand.profile_sid), brand.profile_sid
    )
    of_trust = estate.trust_bundles.get(brand.trust_bundle_sid)
    trust_bundle = _read_bundle(session, estate, TRUST_PRODUCTS, of_trust, brand.trust_bundle_sid)
    return AccountRegistration(brand=brand, profile=profile, trust_bundle=trust_bundle)


def _read_bundle(
    session: Session, estate: Inventory, api: BundleApi, listed: LiveBundle | None, sid: str
) -> AccountBundle:
    try:
        live = listed or bundles.fetch(session, api, sid)
        assigned = sorted(bundles.list_assigned(session, api, sid))
    except NotFound:
        raise NotAdoptable(f"its {api.noun} {sid} is gone", "ask Twilio Support") from None
    people = {
        part_sid: lists.fetch_end_user(session, estate, part_sid)
        for part_sid in assigned
        if part_sid.startswith("IT")
    }
    there = {part_sid: person for part_sid, person in people.items() if person}
    by_type = {person.type: part_sid for part_sid, person in there.items()}
    if len(by_type) < len(people):
        raise NotAdoptable(
            f"its {api.noun} {sid} has two EndUsers of a type, or one that is gone",
            "remove the wrong one from the bundle at Twilio",
        )
    document = _only_match(api, sid, [part_sid for part_sid in assigned if part_sid.startswith("RD")])
    address_sid = estate.documents.get(document) if document else None
    return AccountBundle(
        live=live,
        end_users=tuple(there.values()),
        end_user_sids=by_type,
        builds_on=_only_match(api, sid, [part_sid for part_sid in assigned if part_sid.startswith("BU")])
        or "",
        address=estate.addresses.get(address_sid) if address_sid else None,
        address_sid=address_sid,
        document_sid=document,
    )


def _only_match(api: BundleApi, sid: str, candidates: list[str]) -> str | None:
    if len(candidates) > 1:
        raise NotAdoptable(
            f"its {api.noun} {sid} has {' and '.join(candidates)}, where one is expected",
            "remove the wrong one from the bundle at Twilio",
        )
    return candidates[0] if candidates else None
