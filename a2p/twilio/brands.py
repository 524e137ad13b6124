"""BrandRegistrations: found or registered, submitted again, read. There is no DELETE."""

from collections.abc import Collection
from typing import Any, Final

from a2p.errors import InReview, NotFound
from a2p.observed import LiveBrand, Problem
from a2p.plan.consequences import list_brand_fees, list_email_fees
from a2p.plan.waits import REGISTRATION_PACE
from a2p.specs import BrandSpec
from a2p.twilio import brand_parts, bundles, ledger, profiles, waits
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS, BundleApi
from a2p.twilio.client.rate_limits import RateLimit
from a2p.twilio.client.session import Session
from a2p.twilio.ownership import only_match

_PATH = "/v1/a2p/BrandRegistrations"
REGISTRATIONS: Final = RateLimit("brand-registrations", calls=1, per_seconds=REGISTRATION_PACE.seconds)
_IN_REVIEW = frozenset({"PENDING", "IN_REVIEW"})


def fetch(session: Session, sid: str, *, fresh: bool = False) -> LiveBrand:
    """
    The Brand as it stands; `fresh` asks Twilio even if this process has read it before.

    Raises:
        NotFound: there is no such Brand in this account.
    """
    if fresh:
        session.forget(f"{_PATH}/{sid}")
    return _to_live(_resource(session, sid).fetch())


def list_brands(session: Session) -> list[LiveBrand]:
    """The Brands that Twilio's list tells of. It leaves some out (twilio-ruby #688)."""
    return [_to_live(each) for each in session.client.messaging.v1.brand_registrations.list(page_size=1000)]


def register(session: Session, spec: BrandSpec) -> LiveBrand:
    """
    Register a Brand 30 s after its trust bundle was submitted, unless there is one (G3, B1).

    A Brand costs money and cannot be deleted, so this always looks first.

    Raises:
        NotReady: the trust bundle, or the profile under it, was sent back or is not compliant.
        Ambiguous: two Brands are made of these bundles.
    """
    _wait_for_bundles(session, spec, what="The Brand")
    found = find_brand(
        session,
        spec.profile_sid,
        spec.trust_bundle_sid,
        kind=to_kind(spec.brand_type, spec.mock, spec.skip_automatic_sec_vet),
    )
    if found is not None:
        ledger.note_brand(session, found.sid, spec.trust_bundle_sid)
        # A Brand that outlived its stack knows what was declared then, and not what was corrected since.
        corrected = session.memory.corrected_sids & {spec.profile_sid, spec.trust_bundle_sid}
        return resubmit(session, found.sid, spec) if corrected else found
    with ledger.using(session, spec.trust_bundle_sid), REGISTRATIONS.acquire(session):
        made = session.client.messaging.v1.brand_registrations.create(
            customer_profile_bundle_sid=spec.profile_sid,
            a2p_profile_bundle_sid=spec.trust_bundle_sid,
            brand_type=spec.brand_type,
            mock=spec.mock,
            skip_automatic_sec_vet=spec.skip_automatic_sec_vet,
        )
    session.note_submission(str(made.sid))
    ledger.note_brand(session, str(made.sid), spec.trust_bundle_sid)
    ledger.note_fees(session, str(made.sid), list_brand_fees(vars(spec)))
    return _to_live(made)


def list_bundles_of_brand(session: Session, spec: BrandSpec) -> list[tuple[BundleApi, str]]:
    """The bundles of a Brand that are at Twilio, each with the part of the API that has it."""
    pairs = ((PROFILES, spec.profile_sid), (TRUST_PRODUCTS, spec.trust_bundle_sid))
    return [(api, sid) for api, sid in pairs if bundles.has_bundle(session, api, sid)]


def may_register(session: Session, spec: BrandSpec) -> bool:
    """Whether Twilio holds both bundles of a Brand for submitted."""
    pairs = ((PROFILES, spec.profile_sid), (TRUST_PRODUCTS, spec.trust_bundle_sid))
    try:
        return all(bundles.fetch(session, api, sid).is_submitted for api, sid in pairs)
    except NotFound:
        return False


def resubmit(session: Session, sid: str, spec: BrandSpec) -> LiveBrand:
    """
    Submit the Brand again after what it is made of has changed (B5); it goes through review anew.

    One that is in review since its bundles were corrected was submitted by a run that died; it is left there.

    Raises:
        InReview: it is in review as it was before; Twilio takes no other version until that is over.
    """
    _wait_for_bundles(session, spec, what="The Brand's new version")
    live = fetch(session, sid, fresh=True)
    if live.status not in _IN_REVIEW:
        ledger.note_brand(session, sid, spec.trust_bundle_sid)
        submitted = _submit_again(session, sid)
        ledger.note_fees(session, sid, list_email_fees(vars(spec)), number=int(session.clock.now()))
        return submitted
    made_of = ((PROFILES, spec.profile_sid), (TRUST_PRODUCTS, spec.trust_bundle_sid))
    if any(brand_parts.fetch_last_change(session, api, each) > live.updated_at for api, each in made_of):
        raise InReview(
            f"The Brand {sid} was not submitted again: it is still in review as it was before.",
            remedy="run the same command again in a few minutes; what is corrected by now stays",
        )
    return live


def retry_failed(session: Session, failed: LiveBrand) -> LiveBrand:
    """Submit the Brand again as it is, 30 s after an error that passes (30791)."""
    waits.wait_after_passing_failure(session, failed.updated_at)
    return _submit_again(session, failed.sid)


def _submit_again(session: Session, sid: str) -> LiveBrand:
    _resource(session, sid).update()
    session.note_submission(sid)
    return fetch(session, sid, fresh=True)


def _wait_for_bundles(session: Session, spec: BrandSpec, *, what: str) -> None:
    """Wait out what was submitted just now, then go on only if Twilio still stands by both bundles (G3)."""
    for api, sid in ((PROFILES, spec.profile_sid), (TRUST_PRODUCTS, spec.trust_bundle_sid)):
        seen = bundles.fetch(session, api, sid)
        profiles.require_submitted(session, api, seen, what=what)
        if waits.wait_after_submission(session, sid, otherwise=seen.updated_at):
            profiles.require_submitted(session, api, bundles.fetch(session, api, sid, fresh=True), what=what)


BrandKind = tuple[str, bool, bool]
_TYPES: Final = frozenset({"STANDARD", "SOLE_PROPRIETOR"})


def to_kind(brand_type: str, mock: object, skip_automatic_sec_vet: object) -> BrandKind:
    """What no resubmission changes; only a standard Brand has a secondary vetting to skip."""
    return brand_type, bool(mock), brand_type == "STANDARD" and bool(skip_automatic_sec_vet)


def find_brand(
    session: Session, profile_sid: str, trust_bundle_sid: str, *, kind: BrandKind
) -> LiveBrand | None:
    """
    The Brand of this kind that is made of these two bundles.

    One of another kind is not what is looked for: a low-volume standard Brand never becomes a standard one. A
    type that nothing here knows may be Twilio's new word for any of them, so that Brand is taken for it.

    Raises:
        Ambiguous: there are two.
    """
    brands = session.client.messaging.v1.brand_registrations.list(page_size=1000)
    made_of = (profile_sid, trust_bundle_sid)
    found = only_match(
        (
            each
            for each in brands
            if (each.customer_profile_bundle_sid, each.a2p_profile_bundle_sid) == made_of
            and (_read_kind(each) == kind or str(each.brand_type) not in _TYPES)
        ),
        what=f"Brands made of profile {profile_sid} and trust bundle {trust_bundle_sid}",
        remedy="have Twilio Support remove the one you do not need",
    )
    return _to_live(found) if found else None


def has_brand_of(session: Session, bundle_sid: str) -> bool:
    """Whether a Brand that Twilio's list tells of is made of this profile or trust bundle."""
    return any(bundle_sid in {each.profile_sid, each.trust_bundle_sid} for each in list_brands(session))


def find_without_profile(session: Session, trust_bundles: Collection[str]) -> str:
    """The first of these trust bundles that has a Brand whose profile is gone; "" if there is none."""
    made = (each for each in list_brands(session) if each.trust_bundle_sid in trust_bundles)
    lost = (each for each in made if not bundles.has_bundle(session, PROFILES, each.profile_sid))
    return next((each.trust_bundle_sid for each in lost), "")


def has_lost_trust_bundle(session: Session, profile_sid: str, kind: BrandKind) -> bool:
    """Whether a Brand of this profile and this kind is made of a trust bundle that is gone."""
    return any(
        each.profile_sid == profile_sid
        and to_kind(each.brand_type, each.mock, each.skip_automatic_sec_vet) == kind
        and not bundles.has_bundle(session, TRUST_PRODUCTS, each.trust_bundle_sid)
        for each in list_brands(session)
    )


def _read_kind(raw: Any) -> BrandKind:
    return to_kind(str(raw.brand_type), raw.mock, raw.skip_automatic_sec_vet)


def _resource(session: Session, sid: str) -> Any:
    return session.client.messaging.v1.brand_registrations(sid)


def _to_live(raw: Any) -> LiveBrand:
    return LiveBrand(
        sid=raw.sid,
        status=str(raw.status),
        identity_status=str(raw.identity_status) if raw.identity_status else None,
        brand_type=str(raw.brand_type),
        mock=bool(raw.mock),
        skip_automatic_sec_vet=bool(raw.skip_automatic_sec_vet),
        profile_sid=raw.customer_profile_bundle_sid,
        trust_bundle_sid=raw.a2p_profile_bundle_sid,
        updated_at=raw.date_updated.timestamp() if raw.date_updated else 0.0,
        created_at=raw.date_created.timestamp() if raw.date_created else 0.0,
        tcr_id=raw.tcr_id,
        brand_score=raw.brand_score,
        feedback=tuple(str(each) for each in raw.brand_feedback or ()),
        problems=_to_problems(raw),
    )


def _to_problems(raw: Any) -> tuple[Problem, ...]:
    """errors[] where Twilio fills it, else the deprecated failure_reason that the documents name (B4)."""
    listed = tuple(
        Problem(
            int(each["error_code"]) if each.get("error_code") else None,
            tuple(each.get("fields") or ()),
            str(each.get("description") or each.get("message") or ""),
        )
        for each in raw.errors or ()
    )
    if listed or not raw.failure_reason:
        return listed
    return (Problem(None, (), str(raw.failure_reason)),)
