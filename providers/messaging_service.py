"""
MessagingService: what a Campaign hangs on and phone numbers belong to.

The odd rule: deleting it would delete its Campaign, so it is only deleted once that is gone (M2).
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import Resource

import pulumi
from a2p.errors import NotFound
from a2p.plan import Existence
from a2p.plan.policies import MESSAGING_SERVICE
from a2p.specs import MessagingServiceSpec
from a2p.twilio import services
from a2p.twilio.ownership import comparable_name
from providers.base import LiveProvider
from providers.observation import Observation
from providers.props import to_props


class MessagingServiceProvider(LiveProvider[MessagingServiceSpec]):
    """Frozen name: written into the state of every stack."""

    spec = MessagingServiceSpec
    policy = MESSAGING_SERVICE

    def observe(self, spec: MessagingServiceSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:  # noqa: ARG002 - one call shows all
        """The service."""
        try:
            service = services.fetch(self.session, state["sid"])
        except NotFound:
            return Observation(existence=Existence.GONE)
        name = comparable_name(spec.friendly_name, service.sid, service.fields["friendly_name"])
        live = {**service.fields, "friendly_name": name}
        return Observation(existence=Existence.REGISTERED, live=live, record={"sid": service.sid})

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """What is under our mark."""
        return services.find_leftover(self.session, declared["friendly_name"])

    def register(self, spec: MessagingServiceSpec) -> tuple[str, Mapping[str, Any]]:
        """Part 4 of the walkthrough."""
        service = services.register(self.session, spec)
        return service.sid, {"sid": service.sid}

    def amend(
        self, spec: MessagingServiceSpec, _old: MessagingServiceSpec, state: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Change its settings."""
        return {"sid": services.amend(self.session, state["sid"], spec).sid}

    def withdraw(self, _spec: MessagingServiceSpec, state: Mapping[str, Any]) -> None:
        """Delete it, once its Campaign is gone."""
        services.delete(self.session, state["sid"])


class MessagingService(Resource, module="a2p", name="MessagingService"):
    """The customer's Messaging Service. Its id is its MG SID."""

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(MessagingServiceProvider(), name, to_props(inputs, outputs=("sid",)), opts)
