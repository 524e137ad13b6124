"""What a Brand is made of as it stands at Twilio: a digest of each part, under the name of its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from a2p.errors import Ambiguous, NotFound
from a2p.specs.digest import digest
from a2p.twilio import bundle_parts, bundles
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS, BundleApi
from a2p.twilio.client.session import Session


def fetch_part_digests(session: Session, mark: str, recorded: Mapping[str, str]) -> dict[str, str]:
    """
    The parts of both bundles under a mark, or two; none of a bundle that is gone or cannot be told.

    `mark`: as DeclaredAdoption.bundles makes it. `recorded`: the digests as they were declared. A part that
    we made and nobody has touched since shows what Twilio made of the declared one, and counts as that.
    """
    found: dict[str, str] = {}
    profile: str | None = None
    first, _, second = mark.partition(" ")
    for api, each in ((PROFILES, first), (TRUST_PRODUCTS, second or first)):
        try:
            # A trust bundle of a profile that is gone may stay under the mark: a Brand is made of it.
            bundle = bundles.find_bundle(session, api, each, builds_on=profile)
        except Ambiguous:
            continue
        if bundle:
            profile = profile or bundle.sid
            found |= dict(_digest_parts(session, api, bundle.sid, each, recorded))
    return found


def fetch_last_change(session: Session, api: BundleApi, sid: str) -> float:
    """When a part of the bundle was last changed, in Unix seconds; 0 for a bundle without parts."""
    dates = (each.date_updated for each in _fetch_parts(session, api, sid))
    return max((float(moment.timestamp()) for moment in dates if moment), default=0.0)


def _digest_parts(
    session: Session, api: BundleApi, sid: str, mark: str, recorded: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for live in _fetch_parts(session, api, sid):
        if live.sid.startswith("IT"):
            place, shown = f"{api.noun} {live.type}", digest(dict(live.attributes or {}))
        elif live.sid.startswith("AD"):
            place, shown = f"{api.noun} address", digest(bundle_parts.to_address(live))
        else:
            continue
        yield place, recorded.get(place, shown) if _is_untouched(live, mark) else shown


def _is_untouched(live: Any, mark: str) -> bool:
    """Whether an object is one of ours that nobody has updated since it was created."""
    return bool(live.friendly_name == mark and live.date_created == live.date_updated)


def _fetch_parts(session: Session, api: BundleApi, sid: str) -> Iterator[Any]:
    """What the bundle is made of and is still there: end users, documents, the Address of each."""
    client = session.client
    for object_sid in bundles.list_assigned(session, api, sid):
        if object_sid.startswith("IT"):
            yield from _fetch_existing(client.trusthub.v1.end_users(object_sid))
        elif object_sid.startswith("RD"):
            for document in _fetch_existing(client.trusthub.v1.supporting_documents(object_sid)):
                yield document
                if address := (document.attributes or {}).get("address_sids"):
                    yield from _fetch_existing(client.api.v2010.account.addresses(address))


def _fetch_existing(context: Any) -> Iterator[Any]:
    try:
        live = context.fetch()
    except NotFound:
        return
    yield live
