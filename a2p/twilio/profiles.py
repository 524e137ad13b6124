"""Register, read, amend and delete the two kinds of bundle: the order of the walkthrough's parts 1 and 2."""

from dataclasses import dataclass, replace

from a2p.errors import NotReady, Refused
from a2p.observed import LiveBundle, Problem
from a2p.specs import ProfileSpec, TrustBundleSpec
from a2p.twilio import bundle_parts, bundles, waits
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS, BundleApi
from a2p.twilio.bundle_parts import Parts
from a2p.twilio.bundles import BundleSpec
from a2p.twilio.client.session import Door

_OWN = ("friendly_name", "email", "status_callback")


@dataclass(frozen=True)
class Registered:
    """A bundle and the SIDs of its parts."""

    bundle: LiveBundle
    parts: Parts


def register_profile(door: Door, spec: ProfileSpec) -> Registered:
    """
    Draft, fill, evaluate and submit a profile (P2 to P8).

    The profile is the first thing made for a customer. If nothing of ours is found here, nothing was made
    after it either, so this process looks for no other part under this mark.
    """
    found = None
    if not door.is_unseen(spec.friendly_name):
        found = _find(door, PROFILES, spec, spec.primary_profile_sid)
    if found is None:
        door.note_unseen(spec.friendly_name)
    drafted = _draft(door, PROFILES, spec, found, spec.primary_profile_sid)
    return _submit(door, PROFILES, spec, drafted)


def register_trust_bundle(door: Door, spec: TrustBundleSpec) -> Registered:
    """
    Draft the bundle while the profile's 30 s run, and submit it if the profile stands (G3).

    A rejected profile leaves a draft: what builds on this bundle says so and stops.

    Raises:
        NotReady: the profile is not submitted; nothing was created.
    """
    profile = bundles.fetch(door, PROFILES, spec.profile_sid)
    require_submitted(door, PROFILES, profile, what="The trust bundle")
    found = None
    if not door.is_unseen(spec.friendly_name):
        found = _find(door, TRUST_PRODUCTS, spec, spec.profile_sid)
    drafted = _draft(door, TRUST_PRODUCTS, spec, found, spec.profile_sid)
    return submit_trust_bundle(door, spec, drafted)


def submit_trust_bundle(door: Door, spec: TrustBundleSpec, drafted: Registered) -> Registered:
    """Keep the wait after the profile's submission, look at it again, and submit only if it stands."""
    if not _profile_after_its_wait(door, spec).submitted:
        return drafted
    return _submit(door, TRUST_PRODUCTS, spec, drafted)


def _profile_after_its_wait(door: Door, spec: TrustBundleSpec) -> LiveBundle:
    """The profile once whatever is wrong with it at first sight has shown (G3)."""
    profile = bundles.fetch(door, PROFILES, spec.profile_sid)
    if waits.after_submission(door, spec.profile_sid, otherwise=profile.updated_at):
        profile = bundles.fetch(door, PROFILES, spec.profile_sid, fresh=True)
    return profile


def amend(door: Door, api: BundleApi, old: BundleSpec, new: BundleSpec, standing: Registered) -> Registered:
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
    reviewed_again = live.submitted and _content(new) != _content(old)
    if reviewed_again and isinstance(new, TrustBundleSpec):
        profile = _profile_after_its_wait(door, new)
        require_submitted(door, PROFILES, profile, what="The corrected trust bundle")
    changed = {name: getattr(new, name) or "" for name in _OWN if getattr(new, name) != getattr(old, name)}
    if changed and not live.submitted:
        live = bundles.update(door, api, live.sid, **changed)
    filled = _fill(door, new, new.friendly_name, standing.parts)
    bundles.assign(door, api, live.sid, [each for each in filled.sids() if each not in standing.parts.sids()])
    if unwanted := set(standing.parts.end_users.values()) - set(filled.end_users.values()):
        bundles.release(door, api, live.sid, unwanted)
    corrected = Registered(live, filled)
    if live.submitted:
        return _review_again(door, api, new, corrected) if reviewed_again else corrected
    if isinstance(new, TrustBundleSpec):
        return submit_trust_bundle(door, new, corrected)
    return _submit(door, api, new, corrected)


def _content(spec: BundleSpec) -> tuple[object, ...]:
    """What reviewers look at."""
    return spec.end_users, getattr(spec, "address", None)


def _review_again(door: Door, api: BundleApi, spec: BundleSpec, corrected: Registered) -> Registered:
    try:
        bundle = bundles.submit(door, api, corrected.bundle.sid, spec.policy_sid)
    except Refused:
        if corrected.bundle.status == "in-review":
            return corrected  # the review under way sees the corrected parts
        raise
    if bundle.problems:
        raise NotReady(not_ready(api, bundle, bundle.problems, what=f"The corrected {api.noun}"))
    return replace(corrected, bundle=bundle)


def require_submitted(door: Door, api: BundleApi, bundle: LiveBundle, *, what: str) -> None:
    """
    Go on only if the bundle is submitted and was not sent back.

    Raises:
        NotReady: with every reason Twilio gives, and what to do.
    """
    if bundle.submitted:
        return
    reasons = bundle.problems or bundles.last_evaluation(door, api, bundle.sid)
    raise NotReady(not_ready(api, bundle, reasons, what=what))


def not_ready(api: BundleApi, bundle: LiveBundle, reasons: tuple[Problem, ...], *, what: str) -> str:
    """The message for a bundle that cannot be built on."""
    state = "was rejected" if bundle.rejected else "is not compliant, so it was not submitted"
    lines = [f"  - {reason}" for reason in reasons]
    if not lines and bundle.rejected:
        lines = [
            "  - Twilio sends the reason only to the bundle's status_callback (S1); declare one to receive it"
        ]
    key = api.noun.replace(" ", "_")
    return "\n".join(
        [
            f"{what} was not registered: the {api.noun} {bundle.sid} {state}.",
            *lines,
            f"  do: correct a2p:{key} in the stack file, then run `pulumi up` again",
        ]
    )


def _find(door: Door, api: BundleApi, spec: BundleSpec, builds_on: str) -> LiveBundle | None:
    return bundles.find(door, api, spec.friendly_name, policy_sid=spec.policy_sid, builds_on=builds_on)


def _draft(
    door: Door, api: BundleApi, spec: BundleSpec, found: LiveBundle | None, builds_on: str
) -> Registered:
    """Create what is missing of a draft; of what an interrupted run left, only what differs is written."""
    mark = spec.friendly_name
    bundle = found or bundles.create(door, api, spec)
    attached = bundles.assigned(door, api, bundle.sid) if found else set()
    left = Parts()
    if found:
        left = bundle_parts.among(door, attached) if found.sid == mark else _left(door, spec, mark)
    filled = _fill(door, spec, mark, left)
    wanted = [*filled.sids(), builds_on]
    bundles.assign(door, api, bundle.sid, [each for each in wanted if each not in attached])
    return Registered(bundle, filled)


def _left(door: Door, spec: BundleSpec, mark: str) -> Parts:
    left = Parts(end_users=bundle_parts.find_end_users(door, mark, spec.end_users))
    if isinstance(spec, ProfileSpec):
        left.address = bundle_parts.find_address(door, mark)
        left.document = bundle_parts.find_document(door, mark)
    return left


def _fill(door: Door, spec: BundleSpec, mark: str, have: Parts) -> Parts:
    filled = Parts()
    for end_user in spec.end_users:
        sid = bundle_parts.put_end_user(door, mark, end_user, have.end_users.get(end_user.type))
        filled.end_users[end_user.type] = sid
    if isinstance(spec, ProfileSpec):
        filled.address = bundle_parts.put_address(door, mark, spec.address, have.address)
        filled.document = bundle_parts.put_document(door, mark, filled.address, have.document)
    return filled


def _submit(door: Door, api: BundleApi, spec: BundleSpec, drafted: Registered) -> Registered:
    """Submit a draft; one that is in its review, or through, is left there unless a part was corrected."""
    if drafted.bundle.submitted:
        corrected = door.corrected & {*drafted.parts.sids(), drafted.parts.address}
        if not corrected:
            return drafted
        door.corrected.add(drafted.bundle.sid)
        return _review_again(door, api, spec, drafted)
    return replace(drafted, bundle=bundles.submit(door, api, drafted.bundle.sid, spec.policy_sid))
