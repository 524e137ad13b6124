"""
Brand: a BrandRegistration at The Campaign Registry, made of a profile and a trust bundle.

The odd rule: it costs money and cannot be deleted by API, so it is looked for before it is registered, and
`destroy` leaves it at Twilio and says so. Some of its updates nobody has declared: they are due, because an
OTP or the link of an e-mail has expired, or an error has passed.
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import ConfigureRequest, Resource

import pulumi
from a2p.errors import InReview, NotFound, NotReady, Refused
from a2p.observed import LiveBrand, LiveVetting
from a2p.plan import Action, Existence, Verdict, brand_status
from a2p.plan import authentication as authentications
from a2p.plan import otp as otps
from a2p.plan.field_rules import ChangeRule
from a2p.plan.policies import BRAND
from a2p.plan.situation import Stop
from a2p.plan.stages.findings import find_refused_update
from a2p.plan.stops.built_on_gone import explain_lost_bundle
from a2p.specs import BrandSpec, OtpSpec
from a2p.specs.brand import waiting_brand_id
from a2p.twilio import authentication, brands, ledger, otp, vettings
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS
from providers.base import LiveProvider
from providers.guards.brand_edit import BrandEditGuard
from providers.observation import Observation
from providers.output.left_brand import describe_left_brand
from providers.output.verdict_output import show_finding
from providers.props import to_props

OUTPUTS = (
    *("sid", "status", "identity_status", "registered_at", "resubmissions"),
    *("last_otp_at", "otp_count", "last_email_at", "email_count"),
    *("refused_update", "refused_at"),
)
WAITING = "waiting_for_bundles"
# The token of Campaign Verify says who asked for it.
PERSONAL = frozenset({"vetting"})


class BrandProvider(LiveProvider[BrandSpec]):
    """Frozen name: written into the state of every stack."""

    spec = BrandSpec
    policy = BRAND

    def configure(self, req: ConfigureRequest) -> None:
        """See LiveProvider; the Campaigns of the Brand are looked for once."""
        super().configure(req)
        self._edit = BrandEditGuard()
        self._is_replaced = False

    def observe(self, spec: BrandSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:
        """The Brand, and what is due on it; a refresh only looks. While it waits, its bundles."""
        if not state.get("sid"):
            return Observation(existence=Existence.WAITING, gate_open=brands.may_register(self.session, spec))
        try:
            brand = brands.fetch(self.session, state["sid"])
        except NotFound:
            return Observation(existence=Existence.GONE)
        # None of these ever changes at Twilio. Where it shows one otherwise, it has another word for it, and
        # buying another Brand would end in the same way.
        live = {name: state.get(name, getattr(brand, name)) for name in BRAND.fields(ChangeRule.REPLACE)}
        record = self._record(brand, state)
        is_left = not deep and state.get("brand_revision") not in {None, spec.brand_revision}
        edit = self._edit.look(self.session, brand, record, is_left=is_left)
        return Observation(
            existence=Existence.REGISTERED,
            live=live,
            record=record,
            review=brand_status.read_brand_review(brand),
            resubmissions=record["resubmissions"],
            stopped=edit.stop,
            notes=edit.unknowns,
            due={} if deep else self._list_due(spec, brand, record),
        )

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """The Brand that is made of these bundles, or of those a preview has found."""
        left = self.session.memory.leftover_bundles
        if declared["trust_bundle_sid"] in self.session.memory.created_sids:
            return None
        profile = declared["profile_sid"] or left.get("profile")
        trust_bundle = declared["trust_bundle_sid"] or left.get("trust bundle")
        if not profile or not trust_bundle:
            return None
        found = brands.find_brand(self.session, profile, trust_bundle, kind=_read_kind(declared))
        return found.sid if found else None

    def find_stop(self, declared: Mapping[str, Any]) -> Stop | None:
        """There is a Brand of this kind and of the stack's profile, and its trust bundle is gone."""
        profile = declared["profile_sid"] or self.session.memory.leftover_bundles.get(PROFILES.noun)
        if not profile or profile in self.session.memory.created_sids:
            return None
        if not brands.has_lost_trust_bundle(self.session, profile, _read_kind(declared)):
            return None
        return explain_lost_bundle(f"{PROFILES.noun} {profile}", TRUST_PRODUCTS.noun)

    def register(self, spec: BrandSpec) -> tuple[str, Mapping[str, Any]]:
        """
        Part 3 of the walkthrough. Its review is not waited for.

        Where Twilio has sent a bundle back, the Brand only waits: the run ends with the stage that says so.
        """
        try:
            brand = brands.register(self.session, spec)
        except InReview:
            raise
        except NotReady:
            return waiting_brand_id(spec.trust_bundle_sid), {"status": WAITING, "resubmissions": 0}
        return brand.sid, self._record_submission(brand, 0)

    def amend(self, spec: BrandSpec, old: BrandSpec, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """Submit the same Brand again, or do what is due on it."""
        if (spec.brand_revision, spec.submission) != (old.brand_revision, old.submission):
            return self._resubmit(spec, state)
        # The customer may have answered since the preview.
        brand = brands.fetch(self.session, state["sid"], fresh=True)
        record = self._record(brand, state)
        due = self._list_due(spec, brand, record)
        if "submission" in due:
            return self._record_submission(
                brands.retry_failed(self.session, brand), _count_resubmissions(state) + 1
            )
        if "otp" in due:
            record |= self._send_otp(brand, record)
        if "authentication" in due:
            record |= self._send_email(brand, record)
        if "vetting" in due and spec.vetting:
            record |= _record_vetting(vettings.request_vetting(self.session, brand.sid, spec.vetting))
        return record

    def _resubmit(self, spec: BrandSpec, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """
        Submit the Brand again; where Twilio takes no update of it, go on with the Brand as it is.

        The Campaign was deleted for the update by now, and would be lost with it: each later run would end at
        the same refusal.
        """
        try:
            brand = brands.resubmit(self.session, state["sid"], spec)
        except Refused as refusal:
            brand = brands.fetch(self.session, state["sid"], fresh=True)
            if not brand_status.is_kept_as_it_was(brand, refusal.code):
                self._edit.require_no_campaign(self.session, brand.sid)
                raise
            return self._record_refusal(brand, state, refusal.code)
        return self._record_submission(brand, _count_resubmissions(state) + 1)

    def _record_refusal(self, brand: LiveBrand, state: Mapping[str, Any], code: int | None) -> dict[str, Any]:
        now = self.session.clock.now()
        for finding in find_refused_update(brand, str(code), now):
            show_finding(finding)
        is_used_up = code == brand_status.USED_UP
        used = brand_status.MOST_RESUBMISSIONS if is_used_up else _count_resubmissions(state)
        refused = {"refused_update": str(code), "refused_at": otps.format_moment(now)}
        return self._record(brand, {**state, "resubmissions": used, **refused})

    def withdraw(self, spec: BrandSpec, state: Mapping[str, Any]) -> None:
        """Nothing can be called; keep what it is made of, and say what stays, unless the Brand is gone."""
        if not state.get("sid") or not self._is_at_twilio(state["sid"]):
            return
        self.session.memory.retained_sids |= {spec.profile_sid, spec.trust_bundle_sid}
        left = [f"the {api.noun} {sid}" for api, sid in brands.list_bundles_of_brand(self.session, spec)]
        print(describe_left_brand(state["sid"], left, is_replaced=self._is_replaced))

    def _is_at_twilio(self, sid: str) -> bool:
        try:
            brands.fetch(self.session, sid)
        except NotFound:
            return False
        return True

    def note_verdict(self, _inputs: Mapping[str, Any], existence: Existence, verdict: Verdict) -> None:  # noqa: ARG002 - the verdict says it
        """Know whether another Brand comes in its place."""
        self._is_replaced = verdict.action is Action.REPLACE

    def _list_due(self, spec: BrandSpec, brand: LiveBrand, record: Mapping[str, Any]) -> dict[str, str]:
        """What has to be done although nobody has edited anything, by field, and why."""
        due = {"submission": brand_status.explain_retry(brand, record["resubmissions"])}
        if otps.is_unanswered(brand):
            due["otp"] = otps.explain_due_otp(
                otp.observe_otp(self.session, brand, record), spec.otp or OtpSpec()
            )
        if spec.authentication and (known := self._observe_authentication(brand, record)):
            due["authentication"] = authentications.explain_due_email(known, spec.authentication)
        if self._is_vetting_due(spec, brand, record):
            due["vetting"] = "the Brand is APPROVED, so the declared vetting is asked for"
        return {name: why for name, why in due.items() if why}

    def _is_vetting_due(self, spec: BrandSpec, brand: LiveBrand, record: Mapping[str, Any]) -> bool:
        wanted = spec.vetting
        if wanted is None or brand.status != "APPROVED" or record.get("vetting_provider") == wanted.provider:
            return False
        return vettings.find_vetting(self.session, brand.sid, wanted.provider) is None

    def _send_otp(self, brand: LiveBrand, record: Mapping[str, Any]) -> dict[str, Any]:
        before = otp.observe_otp(self.session, brand, record)
        otp.send_otp(self.session, brand.sid)
        ledger.note_otp(self.session, brand.sid, before.count + 1)
        return {"last_otp_at": otps.format_moment(self.session.clock.now()), "otp_count": before.count + 1}

    def _observe_authentication(
        self, brand: LiveBrand, record: Mapping[str, Any]
    ) -> authentications.Authentication | None:
        return authentication.observe_authentication(self.session, brand, record, is_public=True)

    def _send_email(self, brand: LiveBrand, record: Mapping[str, Any]) -> dict[str, Any]:
        before = self._observe_authentication(brand, record)
        count = (before.count if before else 0) + 1
        authentication.send_email(self.session, brand.sid, count)
        return {"last_email_at": otps.format_moment(self.session.clock.now()), "email_count": count}

    def _record_submission(self, brand: LiveBrand, resubmissions: int) -> dict[str, Any]:
        """What the stack keeps of a Brand that was submitted just now: its OTP is still to come (O1)."""
        if resubmissions:
            ledger.note_resubmission(self.session, brand.sid, resubmissions)
        at = self.session.memory.submission_time(brand.sid, otherwise=brand.created_at)
        return self._record(brand, {"registered_at": otps.format_moment(at), "resubmissions": resubmissions})

    def _record(self, brand: LiveBrand, state: Mapping[str, Any]) -> dict[str, Any]:
        """What the stack keeps: how Twilio has it, and what Twilio does not tell (O4, 21724)."""
        record: dict[str, Any] = {"sid": brand.sid, "status": brand.status}
        if brand.identity_status:
            record["identity_status"] = brand.identity_status
        record["registered_at"] = state.get("registered_at") or otps.format_moment(brand.created_at)
        record["resubmissions"] = _count_resubmissions(state)
        record |= {name: state[name] for name in _KEPT if state.get(name) is not None}
        if otps.is_unanswered(brand):
            known = otp.observe_otp(self.session, brand, record)
            record |= {"last_otp_at": otps.format_moment(known.sent_at), "otp_count": known.count}
        return record


class Brand(Resource, module="a2p", name="Brand"):
    """The customer's Brand. Its id is its BN SID."""

    status: pulumi.Output[str]
    registered_at: pulumi.Output[str]
    resubmissions: pulumi.Output[int]
    last_otp_at: pulumi.Output[str | None]
    otp_count: pulumi.Output[int | None]
    last_email_at: pulumi.Output[str | None]
    email_count: pulumi.Output[int | None]
    refused_update: pulumi.Output[str | None]
    refused_at: pulumi.Output[str | None]

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(BrandProvider(), name, to_props(inputs, personal=PERSONAL, outputs=OUTPUTS), opts)


_KEPT = (
    *("last_otp_at", "otp_count", "last_email_at", "email_count"),
    *("vetting_provider", "vetting_sid", "refused_update", "refused_at"),
)


def _read_kind(declared: Mapping[str, Any]) -> brands.BrandKind:
    """What a Brand is, of what never changes: another one is not taken for it."""
    return brands.to_kind(declared["brand_type"], declared["mock"], declared["skip_automatic_sec_vet"])


def _count_resubmissions(state: Mapping[str, Any]) -> int:
    """How often the Brand was submitted again."""
    return int(state.get("resubmissions") or 0)


def _record_vetting(vetting: LiveVetting) -> dict[str, str]:
    return {"vetting_provider": vetting.provider, "vetting_sid": vetting.sid}
