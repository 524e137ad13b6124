"""
ExternalCampaign: a campaign of The Campaign Registry, associated with one Messaging Service.

The odd rule: nothing at Twilio tells that it may be associated, so it waits for a date in the declaration;
and what was associated wrongly fails minutes later and is mended by no call but a deletion (E2, E5).
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import CheckResult, DiffResult, Resource

import pulumi
from a2p.observed import LiveCampaign
from a2p.plan import Existence, Review, find_campaign_stop
from a2p.plan.policies import EXTERNAL_CAMPAIGN
from a2p.specs import ExternalCampaignSpec
from a2p.twilio import approvals, campaigns
from providers.base import LiveProvider
from providers.campaign import (
    REGISTERED,
    find_campaign_on,
    observe_held,
    tell_removed_numbers,
    was_approved,
)
from providers.error_boundary import guard
from providers.guards.bought_numbers import (
    REMOVED_BOUGHT,
    announce_removed_bought,
    find_removed_bought,
)
from providers.guards.campaign_removal import (
    NUMBERS,
    REMOVED,
    RENAMED,
    announce_removed_campaigns,
    find_removed,
    find_services,
    note_campaigns,
)
from providers.guards.deletion_guards import require_consent
from providers.guards.number_removal import (
    REMOVED_NUMBERS,
    find_removed_numbers,
    note_recorded_numbers,
)
from providers.observation import Observation
from providers.props import to_props

WAITING = "waiting_for_share"


class ExternalCampaignProvider(LiveProvider[ExternalCampaignSpec]):
    """Frozen name: written into the state of every stack."""

    spec = ExternalCampaignSpec
    policy = EXTERNAL_CAMPAIGN
    is_of_campaign = True

    def observe(self, spec: ExternalCampaignSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:  # noqa: ARG002 - one call shows all
        """The association; while it waits, the declared date."""
        # Another date is a reason to associate again after a failure, and at no other time.
        settled = {"share_accepted_on": spec.share_accepted_on}
        accepted = spec.share_accepted_on is not None
        if state.get("stage") != REGISTERED:
            return Observation(existence=Existence.WAITING, live=settled, gate_open=accepted)
        live = campaigns.fetch(self.session, spec.messaging_service_sid)
        if live is None:
            approved = was_approved(self.session, spec.messaging_service_sid, state)
            return Observation(existence=Existence.GONE, gate_open=accepted, approved=approved)
        if live.is_approved:
            approvals.remember_approval(self.session, spec.messaging_service_sid, live)
        failed = live.status == "FAILED"
        return Observation(
            existence=Existence.REGISTERED,
            live={"campaign_id": live.campaign_id or spec.campaign_id} | ({} if failed else settled),
            record=_record(live),
            gate_open=accepted,
            approved=live.is_approved,
            review=Review.REJECTED if failed else Review.PASSED if live.is_approved else Review.UNDER_WAY,
            stopped=None if failed else find_campaign_stop(live),
        )

    def is_of_another_kind(self, olds: Mapping[str, Any]) -> bool:
        """Whether the stack has a Campaign that is registered at Twilio itself here."""
        return "us_app_to_person_usecase" in olds

    def observe_other_kind(self, olds: Mapping[str, Any]) -> Observation:
        """That Campaign."""
        return observe_held(self.session, olds)

    @guard
    def check(self, olds: Any, news: Any) -> CheckResult:
        """
        Also note which numbers the last run had, and tell of the Campaigns that are not declared any more.

        Of those that are renamed nobody is told: they stay.
        """
        note_recorded_numbers(self.session, olds)
        self.session.memory.renamed_campaigns = dict(news.get(RENAMED) or {})
        self.session.memory.entries_of_stack = frozenset(news.get(NUMBERS) or ())
        name = self.identify(news)
        declared = find_services(news) or {name: ""}
        note_campaigns(self.session, find_services(olds), declared)
        removed = find_removed(self.session, olds, declared)
        numbers = find_removed_numbers(self.session, name, olds, news)
        kept = {key: value for key, value in news.items() if key not in {RENAMED, NUMBERS}}
        bought = find_removed_bought(self.session, olds, news)
        added = {REMOVED: removed, REMOVED_NUMBERS: numbers, REMOVED_BOUGHT: bought}
        result = super().check(olds, {**kept, **{key: value for key, value in added.items() if value}})
        if olds:
            announce_removed_bought(self.session, bought)
            announce_removed_campaigns(self.session, self.policy.resource, removed)
        return result

    @guard
    def diff(self, id_: str, olds: Any, news: Any) -> DiffResult:
        """Also tell of the numbers that are not declared any more, before anything is done."""
        result = super().diff(id_, olds, news)
        tell_removed_numbers(self.session, olds, news)
        return result

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """The association that is on the service already."""
        return find_campaign_on(self.session, declared["messaging_service_sid"])

    def register(self, spec: ExternalCampaignSpec) -> tuple[str, Mapping[str, Any]]:
        """Associate it, or wait for the day on which that is allowed."""
        return spec.pulumi_id, self._associate_if_accepted(spec)

    def amend(
        self, spec: ExternalCampaignSpec, _old: ExternalCampaignSpec, _state: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Associate what waited, or was deleted behind our back."""
        return self._associate_if_accepted(spec)

    def withdraw(self, spec: ExternalCampaignSpec, state: Mapping[str, Any]) -> None:
        """Delete the association, then hold 5 s before anything can be made of campaign or service (E7)."""
        if state.get("stage") != REGISTERED:
            return
        require_consent(self.session, self.policy.resource, spec)
        campaigns.delete(self.session, spec.messaging_service_sid)
        print(
            f"The association of {spec.campaign_id} is deleted. "
            "The campaign itself stays at The Campaign Registry (E7)."
        )

    def _associate_if_accepted(self, spec: ExternalCampaignSpec) -> dict[str, Any]:
        if spec.share_accepted_on is None:
            return {"stage": WAITING}
        from a2p.twilio import external_campaigns  # noqa: PLC0415  # a preview associates nothing

        return _record(external_campaigns.associate_campaign(self.session, spec))


class ExternalCampaign(Resource, module="a2p", name="ExternalCampaign"):
    """The customer's campaign at the registry. Its id is MG…/QE…, known before it is associated."""

    stage: pulumi.Output[str]

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(
            ExternalCampaignProvider(), name, to_props(inputs, outputs=("stage", "campaign_status")), opts
        )


def _record(live: LiveCampaign) -> dict[str, Any]:
    return {"stage": REGISTERED, "campaign_status": live.status}
