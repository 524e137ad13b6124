"""What Profile and TrustBundle share: observing a bundle, recording it, deleting it."""

from collections.abc import Iterator, Mapping
from typing import Any

from a2p.errors import NotFound
from a2p.observed import LiveBundle
from a2p.plan import Existence
from a2p.specs import Address, ProfileSpec, TrustBundleSpec
from a2p.twilio import brands, bundle_parts, bundles
from a2p.twilio.bundle_api import BundleApi
from a2p.twilio.bundle_parts import Parts
from a2p.twilio.client.session import Session
from a2p.twilio.ownership import comparable_name, is_sid
from a2p.twilio.profiles import RegisteredBundle
from providers.observation import Observation

# What an Address that is gone reads as: it differs from any that is declared, so the next run makes it anew.
_NO_ADDRESS = Address(
    customer_name="", street="", city="", region="", postal_code="", iso_country="", street_secondary=None
)

PERSONAL = frozenset({"email", "end_users", "address"})


def observe_bundle(
    session: Session,
    api: BundleApi,
    spec: ProfileSpec | TrustBundleSpec,
    state: Mapping[str, Any],
    *,
    deep: bool,
) -> Observation:
    """The bundle itself; `deep` reads what it is made of as well."""
    try:
        bundle = bundles.fetch(session, api, state["sid"])
    except NotFound:
        return Observation(existence=Existence.GONE)
    live: dict[str, Any] = {
        "friendly_name": _comparable_mark(spec.friendly_name, state, bundle),
        "email": bundle.email,
        "status_callback": bundle.status_callback,
    }
    if deep:
        parts = _observe_parts(session, spec, read_parts(state))
        session.memory.differing_fields |= dict(_find_differing_fields(api, spec, parts))
        live |= parts
    existence = Existence.WAITING if bundle.status == "draft" else Existence.REGISTERED
    return Observation(
        existence=existence,
        live=live,
        record={"status": bundle.status},
        submitted=bundle.is_submitted,
        due=_list_due(spec, state, bundle),
        echoes={"address": state["address_echo"]} if state.get("address_echo") else {},
    )


def _comparable_mark(mark: str, state: Mapping[str, Any], bundle: LiveBundle) -> str:
    """The bundle's name, but for one that its end users carry in its stead since the stack was renamed."""
    if bundle.is_submitted and state.get("friendly_name") == mark != bundle.friendly_name:
        return mark
    return comparable_name(mark, bundle.sid, bundle.friendly_name)


def _list_due(
    spec: ProfileSpec | TrustBundleSpec, state: Mapping[str, Any], bundle: LiveBundle
) -> dict[str, str]:
    """A stack that was renamed has its end users carry the new name, where the bundle keeps the old one."""
    before, now = state.get("friendly_name"), spec.friendly_name
    if not bundle.is_submitted or before in {None, now} or is_sid(now) or is_sid(str(before)):
        return {}
    return {"friendly_name": "the stack has another name, which its end users carry from now on"}


def record_bundle(made: RegisteredBundle) -> dict[str, Any]:
    """What the stack keeps of a bundle, besides its inputs."""
    record: dict[str, Any] = {
        "sid": made.bundle.sid,
        "status": made.bundle.status,
        "end_user_sids": dict(made.parts.end_users),
    }
    if made.parts.address:
        record["address_sid"] = made.parts.address
    if made.parts.address_echo:
        record["address_echo"] = made.parts.address_echo
    if made.parts.document:
        record["supporting_document_sid"] = made.parts.document
    return record


def withdraw_bundle(session: Session, api: BundleApi, state: Mapping[str, Any]) -> None:
    """Delete the bundle unless a Brand is made of it; what Twilio does not let go stays, and that is said."""
    # The process that saw the Brand go may have been killed since; Twilio knows.
    if state["sid"] in session.memory.retained_sids or brands.has_brand_of(session, state["sid"]):
        return
    refusal = bundles.delete(session, api, state["sid"], read_parts(state))
    if refusal:
        print(f"The {api.noun} {state['sid']}, or a part of it, stays at Twilio. {refusal}")


def read_parts(state: Mapping[str, Any]) -> Parts:
    """The SIDs a state keeps of a bundle's parts."""
    return Parts(
        end_users=dict(state.get("end_user_sids") or {}),
        address=state.get("address_sid"),
        document=state.get("supporting_document_sid"),
        address_echo=state.get("address_echo"),
    )


def _find_differing_fields(
    api: BundleApi, spec: ProfileSpec | TrustBundleSpec, live: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each part that is there: in which fields it is not as it was recorded, under the part's place."""
    found = {each.type: each.attributes for each in live["end_users"]}
    for each in spec.end_users:
        if each.type in found:
            yield f"{api.noun} {each.type}", _list_differing(each.attributes, found[each.type])
    address = live.get("address", _NO_ADDRESS)
    if isinstance(spec, ProfileSpec) and address != _NO_ADDRESS:
        yield f"{api.noun} address", _list_differing(vars(spec.address), vars(address))


def _list_differing(recorded: Mapping[str, Any], live: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in sorted({*recorded, *live}) if recorded.get(name) != live.get(name))


def _observe_parts(session: Session, spec: ProfileSpec | TrustBundleSpec, have: Parts) -> dict[str, Any]:
    read = (bundle_parts.fetch_end_user_of_type(session, kind, sid) for kind, sid in have.end_users.items())
    by_type = {each.type: each for each in read if each}
    live: dict[str, Any] = {"end_users": tuple(by_type[e.type] for e in spec.end_users if e.type in by_type)}
    if isinstance(spec, ProfileSpec) and have.address:
        # Without the document that names it, an Address is no part of the bundle (P5).
        part = not have.document or bundle_parts.has_document(session, have.document)
        live["address"] = (bundle_parts.fetch_address(session, have.address) if part else None) or _NO_ADDRESS
    return live
