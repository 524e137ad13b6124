"""
Campaign: one Usa2p record inside one Messaging Service.

The odd rule: while its Brand is not ready it only waits. The resource exists in the stack with its final
id and the stage it waits in, nothing is sent to Twilio, and the first run after the gate has opened
registers it.
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import CheckResult, DiffResult, Resource

import pulumi
from a2p.errors import NotFound, NotReady, TwilioError
from a2p.observed import LiveBrand, LiveCampaign
from a2p.plan import Existence, Gate, Review, Verdict, VerdictKind, brand_gate, find_campaign_stop
from a2p.plan.consequences import FREE_RESUBMISSIONS, list_campaign_fees
from a2p.plan.field_rules import ChangeRule
from a2p.plan.normalisation import Echoes, echoes, overwritten
from a2p.plan.policies import CAMPAIGN
from a2p.plan.resubmissions import UPDATED, count_resubmissions
from a2p.plan.stops.locks import NO_EDITS, decide_locked, decide_without_edits
from a2p.plan.stops.overwriting import known_echoes, overwriting_note
from a2p.redaction import redact
from a2p.specs import CampaignSpec
from a2p.specs.brand import is_waiting_brand
from a2p.specs.campaign import USA2P_SID
from a2p.specs.codec import decode_spec
from a2p.twilio import approvals, brands, campaigns, ledger
from a2p.twilio.client.session import Session
from providers.base import LiveProvider
from providers.error_boundary import guard
from providers.guards.deletion_guards import require_consent
from providers.guards.number_removal import (
    REMOVED_NUMBERS,
    announce_removal,
    find_removed_numbers,
    note_recorded_numbers,
)
from providers.observation import Observation
from providers.output import verdict_output
from providers.props import to_props

REGISTERED = "registered"
_BAD_REQUEST, _NOT_FOUND = 400, 404


class CampaignProvider(LiveProvider[CampaignSpec]):
    """Frozen name: written into the state of every stack."""

    spec = CampaignSpec
    policy = CAMPAIGN
    is_of_campaign = True

    def foresee(self, inputs: Mapping[str, Any]) -> Mapping[str, Any]:
        """The URLs that this run declares, as the Brand's revision was told of them."""
        return self.session.memory.declared_urls.get(self.identify(inputs), {})

    def observe(self, spec: CampaignSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:  # noqa: ARG002 - one call shows all
        """The Campaign; while it waits, the Brand whose gate it waits at."""
        if state.get("stage") != REGISTERED:
            may_open = spec.brand_type != "SOLE_PROPRIETOR" and not spec.brand_public
            return Observation(
                existence=Existence.WAITING, gate_open=self._is_gate_open(spec), may_open=may_open
            )
        live = campaigns.fetch(self.session, spec.messaging_service_sid)
        if live is None:
            approved = was_approved(self.session, spec.messaging_service_sid, state)
            return Observation(existence=Existence.GONE, approved=approved)
        record = self._recall(spec, _record(live, state, _count_resubmissions(live, state)), live)
        return Observation(
            existence=Existence.REGISTERED,
            live=live.fields,
            record=record,
            approved=record.get("approved_once", False),
            review=_read_review(live),
            status=live.status,
            resubmissions=record["resubmissions"],
            echoes=_read_echoes(spec, live, state),
            service_sid=spec.messaging_service_sid,
            stopped=find_campaign_stop(
                live, self._fetch_brand(spec.brand_sid) if live.status == "SUSPENDED" else None
            ),
        )

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """The Campaign that is on the service already."""
        return find_campaign_on(self.session, declared["messaging_service_sid"])

    @guard
    def check(self, olds: Any, news: Any) -> CheckResult:
        """Also note which numbers the last run had, and keep those that it has not taken out."""
        note_recorded_numbers(self.session, olds)
        removed = find_removed_numbers(self.session, self.identify(news), olds, news)
        return super().check(olds, {**news, **({REMOVED_NUMBERS: removed} if removed else {})})

    @guard
    def diff(self, id_: str, olds: Any, news: Any) -> DiffResult:
        """Also tell of the numbers that are not declared any more, before anything is done."""
        result = super().diff(id_, olds, news)
        tell_removed_numbers(self.session, olds, news)
        return result

    def is_of_another_kind(self, olds: Mapping[str, Any]) -> bool:
        """Whether the stack has an external campaign here."""
        return "us_app_to_person_usecase" not in olds

    def observe_other_kind(self, olds: Mapping[str, Any]) -> Observation:
        """The association of the external campaign."""
        return observe_held(self.session, olds)

    def may_register(self, declared: Mapping[str, Any]) -> bool:
        """
        Not where a sole proprietor is to say YES, or a public company to open a link: nobody does in a run.

        Of another Brand that is made in this run nobody knows before: it may be APPROVED in its first 30 s.
        """
        is_public = bool(declared["brand_public"])
        if declared["brand_type"] != "SOLE_PROPRIETOR" and not is_public:
            return True
        brand = self._fetch_brand(declared["brand_sid"]) if declared["brand_sid"] else None
        return brand is not None and brand_gate(brand, is_public=is_public) is Gate.OPEN

    def note_verdict(self, inputs: Mapping[str, Any], existence: Existence, verdict: Verdict) -> None:
        """Tell the numbers whether their Campaign is registered when this run is over."""
        is_there = existence in {Existence.REGISTERED, Existence.GONE, Existence.LEFTOVER}
        registered = self.session.memory.registered_campaigns
        registered[self.identify(inputs)] = is_there or verdict.kind is VerdictKind.REGISTER

    def register(self, spec: CampaignSpec) -> tuple[str, Mapping[str, Any]]:
        """Part 5 of the walkthrough, or the stage that keeps it from being taken."""
        return spec.pulumi_id, self._register_if_open(spec)

    def amend(self, spec: CampaignSpec, _old: CampaignSpec, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """Register what waited or has vanished; update what is registered, with all seven fields (C10)."""
        if state.get("stage") != REGISTERED:
            return self._register_if_open(spec)
        live = campaigns.fetch(self.session, spec.messaging_service_sid, fresh=True)
        if live is None:
            return self._register_if_open(spec)
        # An update sends an approved Campaign back into review (C14); its booleans stay fixed.
        before = self._recall(spec, _record(live, state, _count_resubmissions(live, state)), live)
        try:
            updated = campaigns.amend(self.session, spec)
        except TwilioError as refusal:
            self._require_still_there(spec, refusal)
            if (verdict := self._decide_refused(spec, live, refusal)) is None:
                raise
            return self._replace(spec, verdict)
        self._note_resubmission(spec, before["resubmissions"] + 1)
        kept = {name: echo for name, echo in _read_echoes(spec, live, state).items() if name not in UPDATED}
        made = echoes({name: vars(spec)[name] for name in UPDATED}, updated.fields)
        return _record(updated, before, before["resubmissions"] + 1) | {"echoes": kept | made}

    def _note_resubmission(self, spec: CampaignSpec, number: int) -> None:
        service = spec.messaging_service_sid
        ledger.note_resubmission(self.session, service, number)
        if number > FREE_RESUBMISSIONS:
            campaigns.note_review(self.session, service, list_campaign_fees(vars(spec)))

    def _recall(self, spec: CampaignSpec, record: dict[str, Any], live: LiveCampaign) -> dict[str, Any]:
        """The record, and in it whether any run has ever seen this Campaign approved (C11)."""
        service = spec.messaging_service_sid
        if live.is_approved:
            approvals.remember_approval(self.session, service, live)
        elif not record.get("approved_once") and approvals.was_seen_approved(self.session, service, live):
            record["approved_once"] = True
        return record

    def _require_still_there(self, spec: CampaignSpec, refusal: TwilioError) -> None:
        """
        Go on unless the Campaign was deleted since this run looked: then nothing is said of who may edit it.

        Raises:
            NotReady: it is gone.
        """
        service = spec.messaging_service_sid
        if refusal.status == _NOT_FOUND and campaigns.fetch(self.session, service, fresh=True) is None:
            raise NotReady(
                f"The Campaign on {service} was deleted at Twilio while this run was at work.",
                remedy="run the same command again, whose preview says what comes of it",
            )

    def _decide_refused(self, spec: CampaignSpec, live: LiveCampaign, refusal: TwilioError) -> Verdict | None:
        """What a refused update leads to; None where it says nothing of the Campaign (C11, U7)."""
        settings = self.session.settings
        if refusal.status in NO_EDITS:
            return decide_without_edits(refusal.message, stack=settings.stack, consents=settings.consents)
        if not _is_lock(refusal, spec, live):
            return None
        # Twilio says that the Campaign was approved once, which no run had seen.
        approvals.remember_approval(self.session, spec.messaging_service_sid, live)
        return decide_locked(refusal.message, stack=settings.stack, consents=settings.consents)

    def _replace(self, spec: CampaignSpec, verdict: Verdict) -> Mapping[str, Any]:
        """
        Delete it and register it again, with consent.

        Raises:
            Blocked: nobody has agreed to that.
        """
        # No preview foresees what Twilio refuses; the verdict goes by the consent.
        verdict_output.show_or_stop(self.policy.resource, spec.pulumi_id, verdict, is_consented=True)
        campaigns.delete(self.session, spec.messaging_service_sid)
        return self._register_if_open(spec)

    def withdraw(self, spec: CampaignSpec, state: Mapping[str, Any]) -> None:
        """Delete it, then hold 5 s before anything can be created on the service (G7)."""
        if state.get("stage") == REGISTERED:
            require_consent(self.session, self.policy.resource, spec)
            campaigns.delete(self.session, spec.messaging_service_sid)

    def _register_if_open(self, spec: CampaignSpec) -> dict[str, Any]:
        gate = campaigns.wait_for_gate(self.session, spec)
        if gate is not Gate.OPEN:
            return {"stage": gate.value}
        live, is_new = campaigns.register(self.session, spec)
        declared = vars(spec)
        made = echoes(declared, live.fields) if is_new else known_echoes(declared, declared, live.fields, {})
        self._tell_overwritten(spec, overwritten(declared, live.fields, made))
        return _record(live, {}, 0) | {"echoes": dict(made)}

    def _tell_overwritten(self, spec: CampaignSpec, fields: frozenset[str]) -> None:
        service, stack = spec.messaging_service_sid, self.session.settings.stack
        if note := overwriting_note(fields, stack=stack, service_sid=service, consents=()):
            verdict_output.warn_on_engine(redact(f"{self.policy.resource}: {note}"))

    def _is_gate_open(self, spec: CampaignSpec) -> bool:
        brand = self._fetch_brand(spec.brand_sid)
        return brand is not None and brand_gate(brand, is_public=spec.brand_public) is Gate.OPEN

    def _fetch_brand(self, sid: str) -> LiveBrand | None:
        if is_waiting_brand(sid):
            return None
        try:
            return brands.fetch(self.session, sid)
        except NotFound:
            return None


class Campaign(Resource, module="a2p", name="Campaign"):
    """The customer's Campaign. Its id is MG…/QE…, known before it is registered."""

    stage: pulumi.Output[str]
    resubmissions: pulumi.Output[int]

    def __init__(
        self,
        name: str,
        inputs: Mapping[str, Any],
        opts: pulumi.ResourceOptions,
        *,
        personal: frozenset[str] = frozenset(),
    ) -> None:
        outputs = ("stage", "campaign_status", "campaign_id", "resubmissions")
        super().__init__(CampaignProvider(), name, to_props(inputs, personal=personal, outputs=outputs), opts)


def find_campaign_on(session: Session, service_sid: str) -> str | None:
    """The id of the Campaign, of whichever kind, that is on a service; a service of this run has none."""
    is_new = not service_sid or service_sid in session.memory.created_sids
    if is_new or campaigns.fetch(session, service_sid) is None:
        return None
    return f"{service_sid}/{USA2P_SID}"


def tell_removed_numbers(session: Session, olds: Mapping[str, Any], news: Mapping[str, Any]) -> None:
    """Tell of the numbers of a registered Campaign that are not declared any more."""
    if olds.get("stage") == REGISTERED:
        recorded, declared = olds.get("phone_numbers") or (), news.get("phone_numbers") or ()
        announce_removal(session, olds["messaging_service_sid"], recorded, declared)


def observe_held(session: Session, olds: Mapping[str, Any]) -> Observation:
    """The Campaign of whichever kind that the stack has registered on its service, if it has."""
    live = (
        campaigns.fetch(session, olds["messaging_service_sid"]) if olds.get("stage") == REGISTERED else None
    )
    if live is None:
        return Observation(existence=Existence.WAITING)
    stop = find_campaign_stop(live) if live.status == "SUSPENDED" else None
    return Observation(existence=Existence.REGISTERED, approved=live.is_approved, stopped=stop)


def _record(live: LiveCampaign, state: Mapping[str, Any], resubmitted: int) -> dict[str, Any]:
    """
    What the stack keeps.

    approved_once outlives the approval, as the lock of the booleans does (C11). resubmissions is kept here
    because Twilio shows the count in its Console only (C15).
    """
    record: dict[str, Any] = {
        "stage": REGISTERED,
        "campaign_status": live.status,
        "resubmissions": resubmitted,
    }
    if live.is_approved or state.get("approved_once"):
        record["approved_once"] = True
    if live.campaign_id:
        record["campaign_id"] = live.campaign_id
    return record


def _is_lock(refusal: TwilioError, spec: CampaignSpec, live: LiveCampaign) -> bool:
    """Whether an update was refused for one of the four fields that an approval locks; no code says so."""
    changed = any(live.fields.get(name) != getattr(spec, name) for name in CAMPAIGN.fields(ChangeRule.LOCKED))
    return changed and refusal.status == _BAD_REQUEST and refusal.code is None


def _read_echoes(spec: CampaignSpec, live: LiveCampaign, state: Mapping[str, Any]) -> Echoes:
    """What Twilio made of the Campaign's texts when it was registered."""
    return known_echoes(vars(spec), vars(decode_spec(CampaignSpec, state)), live.fields, state)


def was_approved(session: Session, service_sid: str, state: Mapping[str, Any]) -> bool:
    """Whether what is gone was approved, and no run has deleted it; a suspended Campaign was, before."""
    if approvals.was_deleted_by_a_run(session, service_sid):
        return False
    status = state.get("campaign_status")
    is_recorded = bool(state.get("approved_once")) or status in {"VERIFIED", "SUSPENDED"}
    return is_recorded or approvals.was_ever_approved(session, service_sid)


def _count_resubmissions(live: LiveCampaign, state: Mapping[str, Any]) -> int:
    """By now: the state's count, and what went by it."""
    counted = int(state.get("resubmissions") or 0)
    return count_resubmissions(live, vars(decode_spec(CampaignSpec, state)), counted, state.get("echoes"))


def _read_review(live: LiveCampaign) -> Review:
    ended = {"VERIFIED": Review.PASSED, "FAILED": Review.REJECTED}
    return ended.get(live.status, Review.UNDER_WAY)
