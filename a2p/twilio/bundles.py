"""Profiles and trust bundles as Twilio's bundles: found, drafted, filled, evaluated, submitted, deleted."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from a2p.errors import NotFound, Refused, TwilioError
from a2p.observed import NO_REASON, LiveBundle, Problem
from a2p.specs import ProfileSpec, TrustBundleSpec
from a2p.state.reasons import find_reason
from a2p.twilio.bundle_api import TRUST_PRODUCTS, BundleApi
from a2p.twilio.bundle_parts import Parts
from a2p.twilio.client.session import Session
from a2p.twilio.ownership import is_sid, only_match

BundleSpec = ProfileSpec | TrustBundleSpec


def fetch(session: Session, api: BundleApi, sid: str, *, fresh: bool = False) -> LiveBundle:
    """
    The bundle as it stands; `fresh` asks Twilio even if this process has read it before.

    Raises:
        NotFound: it is gone.
    """
    if fresh:
        session.forget(f"{api.path}/{sid}")
    found = _to_live(api.resource(session, sid).fetch())
    return _add_known_reason(session, found) if found.is_rejected else found


def has_bundle(session: Session, api: BundleApi, sid: str) -> bool:
    """Whether the bundle is at Twilio."""
    try:
        fetch(session, api, sid)
    except NotFound:
        return False
    return True


def list_bundles(session: Session, api: BundleApi) -> list[LiveBundle]:
    """All bundles of this kind in the account."""
    return [_to_live(each) for each in api.collection(session).list(page_size=1000)]


def find_bundle(
    session: Session,
    api: BundleApi,
    mark: str,
    *,
    policy_sid: str | None = None,
    builds_on: str | None = None,
) -> LiveBundle | None:
    """
    The bundle under our mark, if an interrupted run or a destroyed stack left one.

    With `policy_sid` and `builds_on`, only one that can become what is declared: neither can be changed.

    Raises:
        Ambiguous: there are two.
    """
    fitting = (each for each in _list_marked(session, api, mark) if policy_sid in {None, each.policy_sid})
    found = only_match(
        (
            each
            for each in fitting
            if builds_on is None or not _has_other_base(session, api, each.sid, builds_on)
        ),
        what=f"{api.noun}s called {mark!r}",
        remedy="delete the one you do not need at Twilio",
    )
    return _to_live(found) if found else None


def _list_marked(session: Session, api: BundleApi, mark: str) -> list[Any]:
    """What is called by the mark, or what an adopted stack names by its SID."""
    if is_sid(mark):
        with suppress(NotFound):
            return [api.resource(session, mark).fetch()]
    listed = api.collection(session).list(friendly_name=mark, page_size=1000)
    return [each for each in listed if each.friendly_name == mark] or _list_renamed(session, api, mark)


def _list_renamed(session: Session, api: BundleApi, mark: str) -> list[Any]:
    """
    Bundles of a stack that was renamed: under review and approved they keep their name.

    Their end users carry the new one (bundle_parts.rename_end_users).
    """
    end_users = session.client.trusthub.v1.end_users.list(page_size=1000)
    ours = {each.sid for each in end_users if each.friendly_name == mark}
    if not ours:
        return []
    listed = api.collection(session).list(page_size=1000)
    return [each for each in listed if ours & list_assigned(session, api, each.sid)]


def note_missing_profile(session: Session, mark: str) -> None:
    """
    Record that no profile is under our mark: nothing was made after it either, unless it was deleted since.

    A trust bundle under the mark says so. Where there is one, the rest is looked for, too.
    """
    if not list_marked_trust_bundles(session, mark):
        session.memory.note_absence(mark)


def list_marked_trust_bundles(session: Session, mark: str) -> set[str]:
    """The SIDs of the trust bundles that are called by the mark, whatever they are built on."""
    listed = TRUST_PRODUCTS.collection(session).list(friendly_name=mark, page_size=1000)
    return {str(each.sid) for each in listed if each.friendly_name == mark}


def find_leftover_bundle(
    session: Session, api: BundleApi, mark: str | None, policy_sid: str | None, builds_on: str | None
) -> str | None:
    """The SID of the bundle under our mark that a run could take over, also noted in the run's memory."""
    if not mark or session.memory.is_absent(mark):
        return None
    found = find_bundle(session, api, mark, policy_sid=policy_sid, builds_on=builds_on)
    if found:
        session.memory.leftover_bundles[api.noun] = found.sid
    return found.sid if found else None


def _has_other_base(session: Session, api: BundleApi, sid: str, builds_on: str) -> bool:
    bundles = {each for each in list_assigned(session, api, sid) if each.startswith("BU")}
    return bool(bundles - {builds_on})


def create_draft(session: Session, api: BundleApi, spec: BundleSpec) -> LiveBundle:
    """A new, empty draft."""
    callback = {"status_callback": spec.status_callback} if spec.status_callback else {}
    made = api.collection(session).create(
        friendly_name=spec.friendly_name, email=spec.email, policy_sid=spec.policy_sid, **callback
    )
    session.memory.created_sids.add(made.sid)
    return _to_live(made)


def list_assigned(session: Session, api: BundleApi, sid: str) -> set[str]:
    """The SIDs of what is assigned to the bundle."""
    return {each.object_sid for each in api.assignments(api.resource(session, sid)).list(page_size=1000)}


def assign(session: Session, api: BundleApi, sid: str, objects: Iterable[str]) -> None:
    """Assign each object to the bundle (P6, T4)."""
    for object_sid in objects:
        api.assignments(api.resource(session, sid)).create(object_sid=object_sid)


def release(session: Session, api: BundleApi, sid: str, end_users: set[str]) -> None:
    """Take end users off the bundle and delete them; one that Twilio does not let go stays, unassigned."""
    for each in api.assignments(api.resource(session, sid)).list(page_size=1000):
        if each.object_sid in end_users:
            each.delete()
    for end_user in sorted(end_users):
        with suppress(NotFound, Refused):
            session.client.trusthub.v1.end_users(end_user).delete()


def submit(session: Session, api: BundleApi, sid: str, policy_sid: str) -> LiveBundle:
    """
    Evaluate, and submit if compliant (P7, P8).

    The answer is the bundle as it stands: still a draft, with every reason, when it is not compliant.
    """
    reasons = _list_failures(api.evaluations(api.resource(session, sid)).create(policy_sid=policy_sid))
    if reasons:
        return replace(fetch(session, api, sid), problems=reasons)
    bundle = _to_live(api.resource(session, sid).update(status="pending-review"))
    session.note_submission(sid)
    return bundle


def fetch_last_evaluation(session: Session, api: BundleApi, sid: str) -> tuple[Problem, ...]:
    """Why the latest evaluation found the bundle not compliant; nothing if it was, or never was evaluated."""
    evaluations = api.evaluations(api.resource(session, sid)).list(page_size=50)
    newest = max(evaluations, key=lambda each: each.date_created, default=None)
    return _list_failures(newest) if newest else ()


def update_fields(session: Session, api: BundleApi, sid: str, **fields: str) -> LiveBundle:
    """Change the bundle's own fields."""
    return _to_live(api.resource(session, sid).update(**fields))


def delete(session: Session, api: BundleApi, sid: str, parts: Parts) -> TwilioError | None:
    """
    Delete the bundle, then what it was made of; what is gone already is no error.

    Where Twilio refuses, that object and all it needs are left, and the refusal is the answer.
    """
    client = session.client
    contexts: list[Any] = [api.resource(session, sid)]
    contexts += [client.trusthub.v1.end_users(each) for each in parts.end_users.values()]
    if parts.document:
        contexts.append(client.trusthub.v1.supporting_documents(parts.document))
    if parts.address:
        contexts.append(client.api.v2010.account.addresses(parts.address))
    for context in contexts:
        try:
            context.delete()
        except NotFound:
            continue
        except Refused as refusal:
            return refusal
    return None


def _to_live(raw: Any) -> LiveBundle:
    return LiveBundle(
        sid=raw.sid,
        status=str(raw.status),
        friendly_name=raw.friendly_name,
        email=raw.email,
        status_callback=str(raw.status_callback) if raw.status_callback else None,
        updated_at=raw.date_updated.timestamp() if raw.date_updated else 0.0,
        policy_sid=raw.policy_sid,
        problems=tuple(_to_problem(each) for each in getattr(raw, "errors", None) or ()),
    )


def _add_known_reason(session: Session, bundle: LiveBundle) -> LiveBundle:
    """With the reason that its status callback has told (P2), in the place of those that the API keeps."""
    silent = [each for each in bundle.problems if each.description == NO_REASON]
    if len(silent) < len(bundle.problems) or not session.settings.stack:
        return bundle
    known = find_reason(session.settings.stack, bundle.sid)
    if known is None or known.status != bundle.status:
        return bundle
    text = f"{known.reason} (told on {known.at:%Y-%m-%d})"
    first = silent[0] if silent else Problem(None, (), NO_REASON)
    return replace(bundle, problems=(replace(first, description=text), *silent[1:]))


def _to_problem(raw: dict[str, Any]) -> Problem:
    code = raw.get("code") or raw.get("error_code")
    text = raw.get("failure_reason") or raw.get("message") or raw.get("description") or NO_REASON
    return Problem(int(code) if code else None, tuple(raw.get("fields") or ()), str(text))


def _list_failures(evaluation: Any) -> tuple[Problem, ...]:
    if str(evaluation.status) == "compliant":
        return ()
    reasons = [
        reason
        for result in evaluation.results or ()
        if not result.get("passed")
        for reason in _to_problems(result)
    ]
    return tuple(reasons) or (Problem(None, (), "Twilio's evaluation gave no reason"),)


def _to_problems(result: dict[str, Any]) -> list[Problem]:
    """One evaluation result: its invalid fields, or the whole object when that is what is missing."""
    what = str(result.get("object_type") or result.get("requirement_name") or result.get("friendly_name"))
    fields = [
        Problem(_read_code(each), (f"{what}.{each.get('object_field')}",), str(each.get("failure_reason")))
        for each in result.get("invalid") or ()
    ]
    return fields or [Problem(_read_code(result), (what,), str(result.get("failure_reason")))]


def _read_code(raw: dict[str, Any]) -> int | None:
    return int(raw["error_code"]) if raw.get("error_code") else None
