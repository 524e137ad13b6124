"""
PhoneNumberAssociation: one phone number as a sender of the Campaign's Messaging Service.

The odd rule: it waits until the Campaign is registered, so that a number never sends under no Campaign (N2).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pulumi.dynamic import CheckResult, ConfigureRequest, Resource

import pulumi
from a2p.campaign_names import CAMPAIGN, MAIN
from a2p.errors import DeclarationError, Refused
from a2p.plan import Existence
from a2p.plan.policies import PHONE_NUMBER_ASSOCIATION
from a2p.plan.situation import Stop
from a2p.plan.stops.numbers import (
    describe_number_of_stack,
    explain_held_number,
    find_move_stop,
    read_stack,
)
from a2p.redaction import redact
from a2p.specs import PhoneNumberAssociationSpec
from a2p.twilio import campaigns, services
from a2p.twilio.client.session import Session
from a2p.twilio.phone_numbers import require_number
from providers.base import LiveProvider
from providers.campaign import REGISTERED
from providers.error_boundary import guard
from providers.guards.deletion_guards import require_consent
from providers.observation import Observation
from providers.output import verdict_output
from providers.props import to_props

WAITING, ASSOCIATED = "waiting_for_campaign", "associated"
_MOVED = "it leaves {left} and its Campaign first, and sends for the other Campaign once that is approved"
_MOST_SERVICES = 50  # each is asked for its numbers, and an ISV may have one for each customer
_OPEN = frozenset({None, REGISTERED})  # numbers of an external campaign wait for nothing (E2)


class PhoneNumberAssociationProvider(LiveProvider[PhoneNumberAssociationSpec]):
    """Frozen name: written into the state of every stack."""

    spec = PhoneNumberAssociationSpec
    policy = PHONE_NUMBER_ASSOCIATION

    def observe(
        self,
        spec: PhoneNumberAssociationSpec,
        state: Mapping[str, Any],
        *,
        deep: bool,  # noqa: ARG002 - one call shows all
    ) -> Observation:
        """The number in the service's sender pool."""
        if state.get("status") != ASSOCIATED:
            return Observation(
                existence=Existence.WAITING,
                gate_open=spec.campaign_stage in _OPEN,
                may_open=self._may_open(state),
            )
        # Where the last run has put it: in another service, it is not gone from there by being declared here.
        recorded = replace(spec, messaging_service_sid=state["messaging_service_sid"])
        if not services.is_number_associated(self.session, recorded):
            return Observation(existence=Existence.GONE)
        left = None
        if spec.messaging_service_sid != recorded.messaging_service_sid:
            left = campaigns.fetch(self.session, recorded.messaging_service_sid)
        return Observation(
            existence=Existence.REGISTERED,
            record={"status": ASSOCIATED},
            approved=left is not None and left.is_approved,
            stopped=find_move_stop([spec.phone_number_sid], left),
            notes=(_MOVED.format(left=state["messaging_service_sid"]),) if left else (),
        )

    @guard
    def check(self, olds: Any, news: Any) -> CheckResult:
        """
        Also look up the SID of a number that is declared in E.164 form, and note that it is declared.

        Raises:
            NoSuchNumber: the account does not have it.
            DeclarationError: the stack file has the same number twice.
        """
        declared_as = news.get("declared_as")
        if declared_as and declared_as.startswith("+"):
            news = {**news, "phone_number_sid": require_number(self.session, declared_as)}
        service, number = news.get("messaging_service_sid"), news.get("phone_number_sid")
        if isinstance(number, str):
            _require_once(self.session, number, declared_as or number)
        if isinstance(service, str):
            self.session.memory.declared_numbers.add(f"{service}/{number}")
        return super().check(olds, news)

    def configure(self, req: ConfigureRequest) -> None:
        """See LiveProvider; the pools of other services are read once."""
        super().configure(req)
        self._holders: dict[str, tuple[str, str]] | None = None

    def identify(self, inputs: Mapping[str, Any]) -> str:
        """A stack may have several: by how they are declared."""
        return str(inputs.get("declared_as") or inputs.get("phone_number_sid"))

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """The number in the service already, as after a run that was killed, or under another name."""
        service, number = declared["messaging_service_sid"], declared["phone_number_sid"]
        if not service or not number or service in self.session.memory.created_sids:
            return None
        spec = PhoneNumberAssociationSpec(messaging_service_sid=service, phone_number_sid=number)
        if not services.is_number_associated(self.session, spec):
            return None
        self.session.memory.leftover_numbers.add(spec.pulumi_id)
        return spec.pulumi_id

    def find_stop(self, declared: Mapping[str, Any]) -> Stop | None:
        """The number is in the pool of another service: that is no reason to begin with a customer."""
        number = declared["phone_number_sid"]
        if not number:
            return None  # it is bought in this run
        if self._holders is None:
            own = {*self.session.memory.own_service_sids, *self.session.memory.created_sids}
            self._holders = services.list_holders(self.session, besides=own, at_most=_MOST_SERVICES)
        holder = self._holders.get(number)
        if holder and (stack := read_stack(holder[1])):
            # `a2p up` of both stacks takes it out there first; of this one alone Twilio refuses it.
            note = describe_number_of_stack(number, holder[0], stack, here=self.session.settings.stack)
            verdict_output.warn_on_engine(redact(f"{self.policy.resource}: {note}"))
            return None
        return explain_held_number(number, *holder) if holder else None

    def may_register(self, declared: Mapping[str, Any]) -> bool:
        """Not while its Campaign waits."""
        if declared["campaign_stage"] is not None:
            return declared["campaign_stage"] in _OPEN
        return self._may_open(declared)

    def register(self, spec: PhoneNumberAssociationSpec) -> tuple[str, Mapping[str, Any]]:
        """Part 6 of the walkthrough, once there is a Campaign."""
        return spec.pulumi_id, self._associate_if_open(spec)

    def amend(
        self, spec: PhoneNumberAssociationSpec, _old: PhoneNumberAssociationSpec, _state: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Associate what waited, or has been taken out behind our back."""
        return self._associate_if_open(spec)

    def withdraw(self, spec: PhoneNumberAssociationSpec, state: Mapping[str, Any]) -> None:
        """
        Take the number out of the sender pool; the number itself stays the account's.

        One that is declared under another name of the stack's stays where it is: a sole proprietor's number
        has one name, and the same number of a company another.
        """
        if state.get("status") != ASSOCIATED or spec.pulumi_id in self.session.memory.declared_numbers:
            return
        if services.is_number_associated(self.session, spec):
            require_consent(self.session, self.policy.resource, spec)
        services.dissociate_number(self.session, spec)

    def _may_open(self, state: Mapping[str, Any]) -> bool:
        """Whether its Campaign may be registered by the end of this run."""
        memory = self.session.memory
        name = str(state.get(CAMPAIGN) or MAIN)
        return memory.registered_campaigns.get(memory.renamed_campaigns.get(name, name)) is not False

    def _associate_if_open(self, spec: PhoneNumberAssociationSpec) -> dict[str, str]:
        if spec.campaign_stage not in _OPEN:
            return {"status": WAITING}
        if spec.pulumi_id not in self.session.memory.leftover_numbers:
            self._associate(spec)
        return {"status": ASSOCIATED}

    def _associate(self, spec: PhoneNumberAssociationSpec) -> None:
        """
        Put it into the service; out of another one of the stack's before, where it was declared otherwise.

        The engine orders the two only where both associations have one name in the stack.
        """
        try:
            services.associate_number(self.session, spec)
        except Refused:
            holder = services.find_holder(self.session, spec.phone_number_sid)
            if holder is None or holder.sid not in self.session.memory.own_service_sids:
                raise
            left = replace(spec, messaging_service_sid=holder.sid)
            require_consent(self.session, self.policy.resource, left)
            services.dissociate_number(self.session, left)
            services.associate_number(self.session, spec)


def _require_once(session: Session, sid: str, entry: str) -> None:
    first = session.memory.number_entries.setdefault(sid, entry)
    if first != entry:
        raise DeclarationError(
            f"a2p:phone_numbers: {first} and {entry} are the same number ({sid}).",
            remedy="remove one of the two from the stack file",
        )


class PhoneNumberAssociation(Resource, module="a2p", name="PhoneNumberAssociation"):
    """A number of the customer's Messaging Service. Its id is MG…/PN…."""

    status: pulumi.Output[str]

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(PhoneNumberAssociationProvider(), name, to_props(inputs, outputs=("status",)), opts)
