"""
Profile: a customer's secondary Customer Profile, with its end users, address and document.

The odd rule: it is submitted and never waited for. twilio-approved comes only once the Brand is verified
(G4).
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import Resource

import pulumi
from a2p.errors import NotFound
from a2p.plan.policies import PROFILE
from a2p.plan.situation import Stop
from a2p.plan.stops.primary_profile import explain_missing_primary, explain_primary
from a2p.specs import ProfileSpec
from a2p.twilio import accounts, bundles, profiles
from a2p.twilio.bundle_api import PROFILES
from providers.base import LiveProvider
from providers.bundle import PERSONAL, observe_bundle, read_parts, record_bundle, withdraw_bundle
from providers.observation import Observation
from providers.props import to_props


class ProfileProvider(LiveProvider[ProfileSpec]):
    """Frozen name: written into the state of every stack."""

    spec = ProfileSpec
    policy = PROFILE

    def observe(self, spec: ProfileSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:
        """The profile; its end users and address too when `deep`."""
        return observe_bundle(self.session, PROFILES, spec, state, deep=deep)

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """What is under our mark; where there is nothing, nothing was made after it either."""
        mark = declared["friendly_name"]
        found = bundles.find_leftover_bundle(
            self.session, PROFILES, mark, declared["policy_sid"], declared["primary_profile_sid"]
        )
        if mark and not found:
            bundles.note_missing_profile(self.session, mark)
        return found

    def find_stop(self, declared: Mapping[str, Any]) -> Stop | None:
        """The ISV's primary profile is not there, or not approved: Twilio would take no profile under it."""
        primary = str(declared["primary_profile_sid"])
        try:
            found = bundles.fetch(self.session, PROFILES, primary)
        except NotFound:
            return explain_missing_primary(primary) if accounts.is_main_account(self.session) else None
        return explain_primary(primary, found.status)

    def register(self, spec: ProfileSpec) -> tuple[str, Mapping[str, Any]]:
        """Parts 1.2 to 1.8 of the walkthrough."""
        made = profiles.register_profile(self.session, spec)
        return made.bundle.sid, record_bundle(made)

    def amend(self, spec: ProfileSpec, old: ProfileSpec, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """Part 1.9: correct what differs, evaluate, submit again."""
        standing = profiles.RegisteredBundle(
            bundles.fetch(self.session, PROFILES, state["sid"], fresh=True), read_parts(state)
        )
        return record_bundle(profiles.amend(self.session, PROFILES, old, spec, standing))

    def withdraw(self, _spec: ProfileSpec, state: Mapping[str, Any]) -> None:
        """Delete the profile and its parts."""
        withdraw_bundle(self.session, PROFILES, state)


class Profile(Resource, module="a2p", name="Profile"):
    """The customer's profile. Its id is its BU SID."""

    status: pulumi.Output[str]

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(
            ProfileProvider(), name, to_props(inputs, personal=PERSONAL, outputs=("sid", "status")), opts
        )
