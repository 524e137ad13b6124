"""
BrandRevision: the digest of everything a Brand is made of. Twilio knows nothing of it.

It is there for the engine's order: it is replaced, deletion first, when the digest changes, and the Campaign
with it. So a Campaign is always deleted before its Brand's parts are touched, and made anew after (B5). A
refresh shows it what those parts are at Twilio, so that the order is the same when the fault is there.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from pulumi.dynamic import CheckResult, DiffResult, Resource

import pulumi
from a2p.plan import Existence
from a2p.plan.policies import BRAND_REVISION
from a2p.specs import BrandRevisionSpec
from a2p.twilio import brand_parts, brands
from a2p.twilio.client.run_memory import BrandEdit
from providers.base import LiveProvider
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
from providers.guards.deletion_guards import require_campaign_gone
from providers.guards.uses_left import require_uses_left
from providers.observation import Observation
from providers.props import to_props

# The digest of one part can be guessed, where a part is little more than a phone number.
PERSONAL = frozenset({"parts", "identities"})
GONE = "gone"
URLS, IDENTITIES = "policy_urls", "identities"
_TOLD = frozenset({URLS, IDENTITIES, RENAMED, NUMBERS})  # for this run only, and no part of what is recorded


class BrandRevisionProvider(LiveProvider[BrandRevisionSpec]):
    """Frozen name: written into the state of every stack."""

    spec = BrandRevisionSpec
    policy = BRAND_REVISION
    is_announced = False
    is_at_twilio = False

    def observe(self, spec: BrandRevisionSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:
        """It exists in the stack only; what it is a digest of is at Twilio, and looked at when `deep`."""
        recorded = state.get("parts")
        # A state from before there were parts; or an edit, of which nobody is to read that it was Twilio's.
        if not recorded or spec.digest != state.get("digest"):
            return Observation(existence=Existence.REGISTERED, live={"parts": spec.parts})
        if not deep:
            changed = sorted(part for part, digest in spec.parts.items() if recorded.get(part) != digest)
            places = ", ".join(self._describe_part(part) for part in changed)
            notes = (f"not at Twilio as it is declared: {places}",) if changed else ()
            return Observation(existence=Existence.REGISTERED, notes=notes)
        found = brand_parts.fetch_part_digests(self.session, spec.mark, recorded)
        live = {part: found.get(part, GONE) for part in recorded} if found else recorded
        return Observation(existence=Existence.REGISTERED, live={"parts": live})

    @guard
    def check(self, olds: Any, news: Any) -> CheckResult:
        """
        Also keep the URLs that the Campaign is to have, and what the registry counts the uses of.

        Neither is a part of what is recorded. Here it is asked first whether a value is used up: before
        anything of the customer is submitted.

        The engine asks what becomes of the Campaign before it is declared, with its inputs of the last run;
        without these it could be deleted for a registration that Twilio refuses, or kept from one that it
        takes (U1).
        """
        memory = self.session.memory
        memory.declared_urls = {name: dict(urls) for name, urls in (news.get(URLS) or {}).items()}
        memory.renamed_campaigns = dict(news.get(RENAMED) or {})
        memory.entries_of_stack = frozenset(news.get(NUMBERS) or ())
        memory.identities = dict(news.get(IDENTITIES) or {})
        if not olds or olds.get("digest") != news["digest"]:
            require_uses_left(self.session)
        declared = find_services(news)
        note_campaigns(self.session, find_services(olds), declared)
        removed = find_removed(self.session, olds, declared)
        kept = {name: value for name, value in news.items() if name not in _TOLD}
        bought = find_removed_bought(self.session, olds, news)
        added = {REMOVED: removed, REMOVED_BOUGHT: bought}
        result = super().check(olds, {**kept, **{key: value for key, value in added.items() if value}})
        if olds:
            announce_removed_bought(self.session, bought)
            announce_removed_campaigns(self.session, "Campaign", removed)
        return result

    @guard
    def diff(self, id_: str, olds: Any, news: Any) -> DiffResult:
        """Also tell the Brand that it is to be edited, before anything makes way for that."""
        result = super().diff(id_, olds, news)
        if result.replaces:
            brand_type, mock, without_vetting = news.get("brand") or ("", "", "")
            kind = brands.to_kind(brand_type, mock == "true", without_vetting == "true")
            own = self.session.memory.campaign_services | {
                *find_services(olds).values(),
                *find_services(news).values(),
            }
            self.session.memory.brand_edit = BrandEdit(kind, own)
        return result

    def _describe_part(self, place: str) -> str:
        """A part, and its fields that differ, as far as the refresh of its bundle has seen which."""
        fields = self.session.memory.differing_fields.get(place)
        return f"{place} ({', '.join(fields)})" if fields else place

    def register(self, spec: BrandRevisionSpec) -> tuple[str, Mapping[str, Any]]:
        """An id of its own each time: what hangs on it is to see that it is another, whatever the digest."""
        return f"{spec.digest}.{uuid4().hex[:8]}", {}

    def withdraw(self, spec: BrandRevisionSpec, _state: Mapping[str, Any]) -> None:
        """There is nothing to delete; the Campaign that hangs on it has to be deleted by now."""
        memory = self.session.memory
        own = {*spec.services, *memory.campaign_services}
        # A run that has deleted them all just now need not look for their services.
        if not memory.declaration_was_read or len(memory.services_without_campaign) >= len(own):
            return
        for service in sorted(own):
            require_campaign_gone(self.session, spec.digest, service)


class BrandRevision(Resource, module="a2p", name="BrandRevision"):
    """The version of what the Brand is made of. Its id begins with the digest."""

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(BrandRevisionProvider(), name, to_props(inputs, personal=PERSONAL), opts)
