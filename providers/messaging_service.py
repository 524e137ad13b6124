"""
MessagingService: what a Campaign hangs on and phone numbers belong to.

The odd rule: deleting it would delete its Campaign, so it is only deleted once that is gone (M2).
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import Resource

import pulumi
from a2p.errors import NotFound
from a2p.observed import LiveService
from a2p.plan import Existence
from a2p.plan.normalisation import echoes
from a2p.plan.policies import MESSAGING_SERVICE
from a2p.plan.situation import Stop
from a2p.specs import MessagingServiceSpec
from a2p.twilio import campaigns, services
from a2p.twilio.ownership import comparable_name, is_sid
from providers.base import LiveProvider
from providers.observation import Observation
from providers.props import to_props


class MessagingServiceProvider(LiveProvider[MessagingServiceSpec]):
    """Frozen name: written into the state of every stack."""

    spec = MessagingServiceSpec
    policy = MESSAGING_SERVICE
    is_of_campaign = True

    def observe(self, spec: MessagingServiceSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:  # noqa: ARG002 - one call shows all
        """The service."""
        self.session.memory.own_service_sids.add(state["sid"])
        try:
            service = services.fetch(self.session, state["sid"])
        except NotFound:
            return Observation(existence=Existence.GONE)
        name = comparable_name(spec.friendly_name, service.sid, service.fields["friendly_name"])
        live = {**service.fields, "friendly_name": name}
        names_another = is_sid(spec.friendly_name) and spec.friendly_name != service.sid
        return Observation(
            existence=Existence.REGISTERED,
            live=live,
            record={"sid": service.sid},
            echoes=dict(state.get("echoes") or {}),
            names_another=names_another,
            stopped=self._find_stop(spec.friendly_name) if names_another else None,
        )

    def _find_stop(self, other: str) -> Stop | None:
        """Why the Campaign cannot move to another service: it is looked at before anything is deleted."""
        held = campaigns.fetch(self.session, other)
        if held is None:
            return None
        return Stop(
            f"the Campaign cannot move to {other}: that service holds one already ({held.status}),\n"
            "  and it can hold only one (C21). Nothing was changed.",
            "name another service in a2p:adopted.messaging_service; or, if the Campaign there is not\n"
            "      needed, delete it at Twilio, then run the same command again",
        )

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """What is under our mark."""
        found = services.find_leftover_service(self.session, declared["friendly_name"])
        self.session.memory.own_service_sids |= {found} if found else set()
        return found

    def register(self, spec: MessagingServiceSpec) -> tuple[str, Mapping[str, Any]]:
        """Part 4 of the walkthrough."""
        service = services.register(self.session, spec)
        return service.sid, _record(spec, service)

    def amend(
        self, spec: MessagingServiceSpec, _old: MessagingServiceSpec, state: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Change its settings."""
        return _record(spec, services.amend(self.session, state["sid"], spec))

    def withdraw(self, spec: MessagingServiceSpec, state: Mapping[str, Any]) -> None:
        """
        Delete it, once its Campaign is gone.

        One that was there before the stack, and that the stack now leaves for another one, stays.
        """
        sid = state["sid"]
        if self.session.memory.declaration_was_read and spec.friendly_name == sid:
            print(f"The Messaging Service {sid} stays at Twilio: the stack has only adopted it.")
            return
        services.delete(self.session, sid)


def _record(spec: MessagingServiceSpec, shown: LiveService) -> dict[str, Any]:
    """What the stack keeps: also what Twilio made of a setting, or each run would send the same again."""
    sent = {name: value for name, value in vars(spec).items() if name != "friendly_name"}
    made = echoes(sent, {name: value for name, value in shown.fields.items() if name in sent})
    return {"sid": shown.sid, **({"echoes": made} if made else {})}


class MessagingService(Resource, module="a2p", name="MessagingService"):
    """The customer's Messaging Service. Its id is its MG SID."""

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(MessagingServiceProvider(), name, to_props(inputs, outputs=("sid",)), opts)
