"""The objects of an account, read by lists; single reads only for what no list returns."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from a2p.errors import NotFound
from a2p.observed import LiveBrand, LiveBundle, LiveCampaign, LiveService
from a2p.specs import Address, EndUser
from a2p.twilio import brands, bundle_parts, bundles, campaigns, services
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS
from a2p.twilio.client.session import Session

AT_ONCE = 8  # calls; as many as the session keeps connections
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """Everything by its SID. documents: the Address that each names. campaigns: by their service's SID."""

    profiles: dict[str, LiveBundle]
    trust_bundles: dict[str, LiveBundle]
    brands: dict[str, LiveBrand]
    services: dict[str, LiveService]
    end_users: dict[str, EndUser]
    documents: dict[str, str]
    addresses: dict[str, Address]
    campaigns: dict[str, LiveCampaign] = field(default_factory=dict)


def read_inventory(session: Session, known_brands: Iterable[str] = ()) -> Inventory:
    """
    The account's lists, all at once; Brands that are known by SID are asked for one by one.

    Raises:
        NotFound: there is no such Brand.
        TwilioError: Twilio does not let a list be read.
    """
    looks: list[Callable[[Session], Any]] = [
        lambda session: _index_by_sid(bundles.list_bundles(session, PROFILES)),
        lambda session: _index_by_sid(bundles.list_bundles(session, TRUST_PRODUCTS)),
        lambda session: _index_by_sid(brands.list_brands(session)),
        lambda session: _index_by_sid(services.list_services(session)),
        bundle_parts.list_end_users,
        bundle_parts.list_document_addresses,
        bundle_parts.list_addresses,
    ]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        profiles, trust_bundles, listed, mine, people, papers, places = threads.map(
            lambda look: look(session), looks
        )
    estate = Inventory(
        profiles=profiles,
        trust_bundles=trust_bundles,
        brands=listed,
        services=mine,
        end_users=people,
        documents=papers,
        addresses=places,
    )
    for sid in known_brands:
        fetch_brand(session, estate, sid)
    return estate


def fetch_brand(session: Session, estate: Inventory, sid: str) -> LiveBrand:
    """
    A Brand, also one that the list leaves out.

    Raises:
        NotFound: there is no such Brand.
    """
    if sid not in estate.brands:
        estate.brands[sid] = brands.fetch(session, sid)
    return estate.brands[sid]


def load_campaign(session: Session, estate: Inventory, service_sid: str) -> None:
    """Look for the Campaign of a service: no list tells of those of several services."""
    live = campaigns.fetch(session, service_sid)
    if live is not None:
        estate.campaigns[service_sid] = live


def fetch_end_user(session: Session, estate: Inventory, sid: str) -> EndUser | None:
    """An EndUser, also one that is newer than the list; None where it is gone."""
    if sid not in estate.end_users:
        try:
            live = session.client.trusthub.v1.end_users(sid).fetch()
        except NotFound:
            return None
        estate.end_users[sid] = EndUser(str(live.type), dict(live.attributes or {}))
    return estate.end_users[sid]


def _index_by_sid(objects: Iterable[Any]) -> dict[str, Any]:
    return {live.sid: live for live in objects}
