"""What a Brand is made of as it stands at Twilio: a digest of each part, under the name of its place."""

from collections.abc import Iterator
from typing import Any

from a2p.errors import Ambiguous, NotFound
from a2p.specs.digest import digest
from a2p.twilio import bundle_parts, bundles
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS, BundleApi
from a2p.twilio.client.session import Session


def fetch_part_digests(session: Session, mark: str) -> dict[str, str]:
    """
    The parts of both bundles under a mark, or two; none of a bundle that is gone or cannot be told.

    `mark`: as DeclaredAdoption.bundles makes it.
    """
    found: dict[str, str] = {}
    profile: str | None = None
    first, _, second = mark.partition(" ")
    for api, each in ((PROFILES, first), (TRUST_PRODUCTS, second or first)):
        try:
            # A trust bundle of a profile that is gone may stay under the mark: a Brand is made of it.
            bundle = bundles.find(session, api, each, builds_on=profile)
        except Ambiguous:
            continue
        if bundle:
            profile = profile or bundle.sid
            found |= dict(_digest_parts(session, api, bundle.sid))
    return found


def fetch_last_change(session: Session, api: BundleApi, sid: str) -> float:
    """When a part of the bundle was last changed, in Unix seconds; 0 for a bundle without parts."""
    dates = (each.date_updated for each in _fetch_parts(session, api, sid))
    return max((float(moment.timestamp()) for moment in dates if moment), default=0.0)


def _digest_parts(session: Session, api: BundleApi, sid: str) -> Iterator[tuple[str, str]]:
    for live in _fetch_parts(session, api, sid):
        if live.sid.startswith("IT"):
            yield f"{api.noun} {live.type}", digest(dict(live.attributes or {}))
        elif live.sid.startswith("AD"):
            yield f"{api.noun} address", digest(bundle_parts.to_address(live))


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
