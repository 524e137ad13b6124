"""
TrustBundle: the Trust Product that carries the A2P facts about a profile's owner.

The odd rule: it is drafted while the 30 s after the profile's submission run, and submitted only when the
profile was not sent back in them (G3). A profile that was leaves a draft, and the Brand says why it stops.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pulumi.dynamic import Resource

import pulumi
from a2p.errors import NotFound
from a2p.plan import Existence
from a2p.plan.policies import TRUST_BUNDLE
from a2p.plan.situation import Stop
from a2p.plan.stops.built_on_gone import explain_lost_bundle
from a2p.specs import TrustBundleSpec
from a2p.twilio import brands, bundles, profiles
from a2p.twilio.bundle_api import PROFILES, TRUST_PRODUCTS
from providers.base import LiveProvider
from providers.bundle import PERSONAL, observe_bundle, read_parts, record_bundle, withdraw_bundle
from providers.observation import Observation
from providers.props import to_props


class TrustBundleProvider(LiveProvider[TrustBundleSpec]):
    """Frozen name: written into the state of every stack."""

    spec = TrustBundleSpec
    policy = TRUST_BUNDLE

    def observe(self, spec: TrustBundleSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:
        """The bundle; its end users too when `deep`. A draft waits for its profile to be submitted."""
        seen = observe_bundle(self.session, TRUST_PRODUCTS, spec, state, deep=deep)
        if seen.existence is not Existence.WAITING:
            return seen
        return replace(seen, gate_open=self._is_profile_submitted(spec))

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """What is under our mark, unless it is built on a profile that is not the one of this run."""
        left_profile = self.session.memory.leftover_bundles.get(PROFILES.noun, "")
        return bundles.find_leftover_bundle(
            self.session,
            TRUST_PRODUCTS,
            declared["friendly_name"],
            declared["policy_sid"],
            declared["profile_sid"] or left_profile,
        )

    def find_stop(self, declared: Mapping[str, Any]) -> Stop | None:
        """There is a Brand of this stack's last trust bundle, and no profile any more to take it over by."""
        mark = declared["friendly_name"]
        if not mark or self.session.memory.is_absent(mark):
            return None
        marked = bundles.list_marked_trust_bundles(self.session, mark)
        left = brands.find_without_profile(self.session, marked)
        return explain_lost_bundle(f"{TRUST_PRODUCTS.noun} {left}", PROFILES.noun) if left else None

    def register(self, spec: TrustBundleSpec) -> tuple[str, Mapping[str, Any]]:
        """Part 2 of the walkthrough."""
        made = profiles.register_trust_bundle(self.session, spec)
        return made.bundle.sid, record_bundle(made)

    def amend(
        self, spec: TrustBundleSpec, old: TrustBundleSpec, state: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Correct what differs, and submit unless a review is under way."""
        live = bundles.fetch(self.session, TRUST_PRODUCTS, state["sid"], fresh=True)
        standing = profiles.RegisteredBundle(live, read_parts(state))
        return record_bundle(profiles.amend(self.session, TRUST_PRODUCTS, old, spec, standing))

    def withdraw(self, _spec: TrustBundleSpec, state: Mapping[str, Any]) -> None:
        """Delete the bundle and its parts."""
        withdraw_bundle(self.session, TRUST_PRODUCTS, state)

    def _is_profile_submitted(self, spec: TrustBundleSpec) -> bool:
        try:
            return bundles.fetch(self.session, PROFILES, spec.profile_sid).is_submitted
        except NotFound:
            return False


class TrustBundle(Resource, module="a2p", name="TrustBundle"):
    """The customer's trust bundle. Its id is its BU SID."""

    status: pulumi.Output[str]

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(
            TrustBundleProvider(), name, to_props(inputs, personal=PERSONAL, outputs=("sid", "status")), opts
        )
