"""Register, read, amend and delete the two kinds of bundle: the order of the walkthrough's parts 1 and 2."""

from dataclasses import dataclass, replace

from a2p.errors import NotReady, Refused
from a2p.observed import LiveBundle, Problem
from a2p.plan.field_rules import ChangeRule
from a2p.plan.policies import PROFILE
from a2p.specs import ProfileSpec, TrustBundleSpec
from a2p.twilio import bundle_parts, bundles, waits
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS, BundleApi
from a2p.twilio.bundle_parts import Parts
from a2p.twilio.bundles import BundleSpec
from a2p.twilio.client.session import Session
from a2p.twilio.ownership import is_sid

_OWN = PROFILE.fields(ChangeRule.UNTIL_SUBMITTED)  # the bundle's own, and the same for both kinds


@dataclass(frozen=True)
class RegisteredBundle:
    """A bundle and the SIDs of its parts."""

    bundle: LiveBundle
    parts: Parts


def register_profile(session: Session, spec: ProfileSpec) -> RegisteredBundle:
    """
    Draft, fill, evaluate and submit a profile (P2 to P8).

    The profile is the first thing made for a customer. If nothing of ours is found here, nothing was made
    after it either, so this process looks for no other part under this mark, unless a trust bundle has it.
    """
    found = None
    if not session.memory.is_absent(spec.friendly_name):
        found = _find_bundle(session, PROFILES, spec, spec.primary_profile_sid)
        if found is None:
            bundles.note_missing_profile(session, spec.friendly_name)
    drafted = _draft(session, PROFILES, spec, found, spec.primary_profile_sid)
    return _submit(session, PROFILES, spec, drafted)


def register_trust_bundle(session: Session, spec: TrustBundleSpec) -> RegisteredBundle:
    """
    Draft the bundle while the profile's 30 s run, and submit it if the profile stands (G3).

    A rejected profile leaves a draft: what builds on this bundle says so and stops.

    Raises:
        NotReady: the profile is not submitted; nothing was created.
    """
    profile = bundles.fetch(session, PROFILES, spec.profile_sid)
    require_submitted(session, PROFILES, profile, what="The trust bundle")
    waits.postpone_if_asked(session, spec.profile_sid, otherwise=profile.updated_at)
    found = None
    if not session.memory.is_absent(spec.friendly_name):
        found = _find_bundle(session, TRUST_PRODUCTS, spec, spec.profile_sid)
    drafted = _draft(session, TRUST_PRODUCTS, spec, found, spec.profile_sid)
    return submit_trust_bundle(session, spec, drafted)


def submit_trust_bundle(
    session: Session, spec: TrustBundleSpec, drafted: RegisteredBundle
) -> RegisteredBundle:
    """Keep the wait after the profile's submission, look at it again, and submit only if it stands."""
    if not _fetch_profile_after_wait(session, spec).is_submitted:
        return drafted
    return _submit(session, TRUST_PRODUCTS, spec, drafted)


def _fetch_profile_after_wait(session: Session, spec: TrustBundleSpec) -> LiveBundle:
    """The profile once whatever is wrong with it at first sight has shown (G3)."""
    profile = bundles.fetch(session, PROFILES, spec.profile_sid)
    if waits.wait_after_submission(session, spec.profile_sid, otherwise=profile.updated_at):
        profile = bundles.fetch(session, PROFILES, spec.profile_sid, fresh=True)
    return profile


def amend(
    session: Session, api: BundleApi, old: BundleSpec, new: BundleSpec, standing: RegisteredBundle
) -> RegisteredBundle:
    """
    Bring a bundle and its parts to what is declared, and have it reviewed again (P13).

    The bundle's own fields are only sent while it is open: under review and approved Twilio refuses them.

    A trust bundle that is to be reviewed again waits for its profile first, and nothing of it is changed if
    that was sent back: the next run still has the correction to make.

    Raises:
        NotReady: what was submitted before is not compliant any more with the correction, or the profile of a
            trust bundle was sent back.
    """
    live = standing.bundle
    reviewed_again = live.is_submitted and _reviewed_content(new) != _reviewed_content(old)
    if reviewed_again and isinstance(new, TrustBundleSpec):
        profile = _fetch_profile_after_wait(session, new)
        require_submitted(session, PROFILES, profile, what="The corrected trust bundle")
    changed = {name: getattr(new, name) or "" for name in _OWN if getattr(new, name) != getattr(old, name)}
    if changed and not live.is_submitted:
        live = bundles.update_fields(session, api, live.sid, **changed)
    filled = _fill(session, new, new.friendly_name, standing.parts)
    if new.friendly_name != old.friendly_name and not is_sid(new.friendly_name):
        bundle_parts.rename_end_users(session, filled, new.friendly_name)
    bundles.assign(
        session, api, live.sid, [each for each in filled.sids() if each not in standing.parts.sids()]
    )
    if unwanted := set(standing.parts.end_users.values()) - set(filled.end_users.values()):
        bundles.release(session, api, live.sid, unwanted)
    corrected = RegisteredBundle(live, filled)
    if live.is_submitted:
        return _resubmit(session, api, new, corrected) if reviewed_again else corrected
    if isinstance(new, TrustBundleSpec):
        return submit_trust_bundle(session, new, corrected)
    return _submit(session, api, new, corrected)


def _reviewed_content(spec: BundleSpec) -> tuple[object, ...]:
    """What reviewers look at."""
    return spec.end_users, getattr(spec, "address", None)


def _resubmit(
    session: Session, api: BundleApi, spec: BundleSpec, corrected: RegisteredBundle
) -> RegisteredBundle:
    try:
        bundle = bundles.submit(session, api, corrected.bundle.sid, spec.policy_sid)
    except Refused:
        if corrected.bundle.status == "in-review":
            return corrected  # the review under way sees the corrected parts
        raise
    if bundle.problems:
        raise _make_not_ready(api, bundle, bundle.problems, what=f"The corrected {api.noun}")
    return replace(corrected, bundle=bundle)


def require_submitted(session: Session, api: BundleApi, bundle: LiveBundle, *, what: str) -> None:
    """
    Go on only if the bundle is submitted and was not sent back.

    Raises:
        NotReady: with every reason Twilio gives, and what to do.
    """
    if bundle.is_submitted:
        return
    reasons = bundle.problems or bundles.fetch_last_evaluation(session, api, bundle.sid)
    raise _make_not_ready(api, bundle, reasons, what=what)


def _make_not_ready(
    api: BundleApi, bundle: LiveBundle, problems: tuple[Problem, ...], *, what: str
) -> NotReady:
    """The error for a bundle that cannot be built on."""
    state = "was rejected" if bundle.is_rejected else "is not compliant, so it was not submitted"
    reasons = [str(problem) for problem in problems]
    if not reasons and bundle.is_rejected:
        reasons = [
            "Twilio sends the reason only to the bundle's status_callback (S1); declare one to receive it"
        ]
    key = api.noun.replace(" ", "_")
    return NotReady(
        f"{what} was not registered: the {api.noun} {bundle.sid} {state}.",
        reasons=reasons,
        remedy=f"correct a2p:{key} in the stack file, then run the same command again",
    )


def _find_bundle(session: Session, api: BundleApi, spec: BundleSpec, builds_on: str) -> LiveBundle | None:
    return bundles.find_bundle(
        session, api, spec.friendly_name, policy_sid=spec.policy_sid, builds_on=builds_on
    )


def _draft(
    session: Session, api: BundleApi, spec: BundleSpec, found: LiveBundle | None, builds_on: str
) -> RegisteredBundle:
    """Create what is missing of a draft; of what an interrupted run left, only what differs is written."""
    mark = spec.friendly_name
    bundle = found or bundles.create_draft(session, api, spec)
    attached = bundles.list_assigned(session, api, bundle.sid) if found else set()
    left = Parts()
    if found:
        left = (
            bundle_parts.pick_parts(session, attached)
            if found.friendly_name != mark
            else _find_leftover_parts(session, spec, mark)
        )
    filled = _fill(session, spec, mark, left)
    wanted = [*filled.sids(), builds_on]
    bundles.assign(session, api, bundle.sid, [each for each in wanted if each not in attached])
    return RegisteredBundle(bundle, filled)


def _find_leftover_parts(session: Session, spec: BundleSpec, mark: str) -> Parts:
    left = Parts(end_users=bundle_parts.find_end_users(session, mark, spec.end_users))
    if isinstance(spec, ProfileSpec):
        left.address = bundle_parts.find_address(session, mark)
        left.document = bundle_parts.find_document(session, mark)
    return left


def _fill(session: Session, spec: BundleSpec, mark: str, have: Parts) -> Parts:
    filled = Parts()
    for end_user in spec.end_users:
        sid = bundle_parts.put_end_user(session, mark, end_user, have.end_users.get(end_user.type))
        filled.end_users[end_user.type] = sid
    if isinstance(spec, ProfileSpec):
        filled.address, filled.address_echo = bundle_parts.put_address(session, mark, spec.address, have)
        filled.document = bundle_parts.put_document(session, mark, filled.address, have.document)
    return filled


def _submit(
    session: Session, api: BundleApi, spec: BundleSpec, drafted: RegisteredBundle
) -> RegisteredBundle:
    """Submit a draft; one that is in its review, or through, is left there unless a part was corrected."""
    if drafted.bundle.is_submitted:
        corrected = session.memory.corrected_sids & {*drafted.parts.sids(), drafted.parts.address}
        if not corrected:
            return drafted
        session.memory.corrected_sids.add(drafted.bundle.sid)
        return _resubmit(session, api, spec, drafted)
    return replace(drafted, bundle=bundles.submit(session, api, drafted.bundle.sid, spec.policy_sid))
