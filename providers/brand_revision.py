"""
BrandRevision: the digest of everything a Brand is made of. Twilio knows nothing of it.

It is there for the engine's order: it is replaced, deletion first, when the digest changes, and the Campaign
with it. So a Campaign is always deleted before its Brand's parts are touched, and made anew after (B5).
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import Resource

import pulumi
from a2p.plan import Existence
from a2p.plan.policies import BRAND_REVISION
from a2p.specs import BrandRevisionSpec
from providers.base import LiveProvider, Seen
from providers.props import props


class BrandRevisionProvider(LiveProvider[BrandRevisionSpec]):
    """Frozen name: written into the state of every stack."""

    spec = BrandRevisionSpec
    policy = BRAND_REVISION

    def look(self, _spec: BrandRevisionSpec, _state: Mapping[str, Any], *, deep: bool) -> Seen:  # noqa: ARG002 - nothing to see
        """It exists in the stack only."""
        return Seen(existence=Existence.REGISTERED)

    def register(self, spec: BrandRevisionSpec) -> tuple[str, Mapping[str, Any]]:
        """The id is the digest."""
        return spec.digest, {}

    def withdraw(self, _spec: BrandRevisionSpec, _state: Mapping[str, Any]) -> None:
        """There is nothing to delete."""


class BrandRevision(Resource, module="a2p", name="BrandRevision"):
    """The version of what the Brand is made of. Its id is the digest."""

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(BrandRevisionProvider(), name, props(inputs), opts)
