"""What an account holds, read in bulk: a list of each kind, and then only what no list tells."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from a2p.errors import NotFound
from a2p.observed import LiveBrand, LiveBundle, LiveCampaign, LiveService
from a2p.specs import Address, EndUser
from a2p.twilio import brands, bundle_parts, bundles, campaigns, services
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS
from a2p.twilio.client.session import Door

AT_ONCE = 8  # calls; as many as the door keeps connections
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


def read_inventory(door: Door, known_brands: Iterable[str] = ()) -> Inventory:
    """
    The account's lists, all at once; Brands that are known by SID are asked for one by one.

    Raises:
        NotFound: there is no such Brand.
        TwilioError: Twilio does not let a list be read.
    """
    looks: list[Callable[[Door], Any]] = [
        lambda door: _index_by_sid(bundles.listed(door, PROFILES)),
        lambda door: _index_by_sid(bundles.listed(door, TRUST_PRODUCTS)),
        lambda door: _index_by_sid(brands.listed(door)),
        lambda door: _index_by_sid(services.listed(door)),
        bundle_parts.end_users,
        bundle_parts.documents,
        bundle_parts.addresses,
    ]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        profiles, trust_bundles, listed, mine, people, papers, places = threads.map(
            lambda look: look(door), looks
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
        fetch_brand(door, estate, sid)
    return estate


def fetch_brand(door: Door, estate: Inventory, sid: str) -> LiveBrand:
    """
    A Brand, also one that the list leaves out.

    Raises:
        NotFound: there is no such Brand.
    """
    if sid not in estate.brands:
        estate.brands[sid] = brands.fetch(door, sid)
    return estate.brands[sid]


def load_campaign(door: Door, estate: Inventory, service_sid: str) -> None:
    """Look for the Campaign of a service: no list tells of those of several services."""
    live = campaigns.fetch(door, service_sid)
    if live is not None:
        estate.campaigns[service_sid] = live


def fetch_end_user(door: Door, estate: Inventory, sid: str) -> EndUser | None:
    """An EndUser, also one that is newer than the list; None where it is gone."""
    if sid not in estate.end_users:
        try:
            live = door.client.trusthub.v1.end_users(sid).fetch()
        except NotFound:
            return None
        estate.end_users[sid] = EndUser(str(live.type), dict(live.attributes or {}))
    return estate.end_users[sid]


def _index_by_sid(objects: Iterable[Any]) -> dict[str, Any]:
    return {live.sid: live for live in objects}
