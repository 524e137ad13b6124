"""
Brand: a BrandRegistration at The Campaign Registry, made of a profile and a trust bundle.

The odd rule: it costs money and cannot be deleted by API, so it is looked for before it is registered, and
`destroy` leaves it at Twilio and says so.
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import Resource

import pulumi
from a2p.errors import NotFound
from a2p.observed import LiveBrand
from a2p.plan import Existence
from a2p.plan.policies import BRAND
from a2p.specs import BrandSpec
from a2p.twilio import brands
from providers.base import LiveProvider, Seen
from providers.props import props


class BrandProvider(LiveProvider[BrandSpec]):
    """Frozen name: written into the state of every stack."""

    spec = BrandSpec
    policy = BRAND

    def look(self, _spec: BrandSpec, state: Mapping[str, Any], *, deep: bool) -> Seen:  # noqa: ARG002 - one call shows all
        """The Brand."""
        try:
            brand = brands.fetch(self.door, state["sid"])
        except NotFound:
            return Seen(existence=Existence.GONE)
        live = {
            "profile_sid": brand.profile_sid,
            "trust_bundle_sid": brand.trust_bundle_sid,
            "brand_type": brand.brand_type,
            "mock": brand.mock,
            "skip_automatic_sec_vet": brand.skip_automatic_sec_vet,
        }
        return Seen(existence=Existence.REGISTERED, live=live, record=_record(brand))

    def seek(self, declared: Mapping[str, Any]) -> str | None:
        """The Brand that is made of these bundles, or of those a preview has found."""
        left = self.door.left
        if declared["trust_bundle_sid"] in self.door.made:
            return None
        profile = declared["profile_sid"] or left.get("profile")
        trust_bundle = declared["trust_bundle_sid"] or left.get("trust bundle")
        found = brands.find(self.door, profile, trust_bundle) if profile and trust_bundle else None
        return found.sid if found else None

    def register(self, spec: BrandSpec) -> tuple[str, Mapping[str, Any]]:
        """Part 3 of the walkthrough. Its review is not waited for."""
        brand = brands.register(self.door, spec)
        return brand.sid, _record(brand)

    def amend(self, spec: BrandSpec, _old: BrandSpec, state: Mapping[str, Any]) -> Mapping[str, Any]:
        """Submit the same Brand again."""
        return _record(brands.resubmit(self.door, state["sid"], spec))

    def withdraw(self, spec: BrandSpec, state: Mapping[str, Any]) -> None:
        """Nothing can be called; keep what it is made of, and say what stays."""
        self.door.kept |= {spec.profile_sid, spec.trust_bundle_sid}
        print(
            f"Brand {state['sid']} stays at Twilio: no API deletes a Brand. What it is made of "
            f"stays with it: the profile {spec.profile_sid} and the trust bundle {spec.trust_bundle_sid}. Another "
            "`pulumi up` of this stack takes all three over. To remove them, use the Twilio Console."
        )


class Brand(Resource, module="a2p", name="Brand"):
    """The customer's Brand. Its id is its BN SID."""

    status: pulumi.Output[str]

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(
            BrandProvider(), name, props(inputs, outputs=("sid", "status", "identity_status")), opts
        )


def _record(brand: LiveBrand) -> dict[str, Any]:
    record: dict[str, Any] = {"sid": brand.sid, "status": brand.status}
    if brand.identity_status:
        record["identity_status"] = brand.identity_status
    return record
