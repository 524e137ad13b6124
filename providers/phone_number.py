"""
PhoneNumber: a number that the stack buys, keeps, and gives back only where that is declared.

The odd rule: it costs money by the month, so it is bought with consent, and what is not declared any more
stays the account's unless `release: true` stood there.
"""

from collections.abc import Mapping
from typing import Any

from pulumi.dynamic import Resource

import pulumi
from a2p.errors import NotFound
from a2p.plan import Existence
from a2p.plan.fees import PHONE_NUMBER_MONTH
from a2p.plan.policies import PHONE_NUMBER
from a2p.redaction import redact
from a2p.specs import PhoneNumberSpec
from a2p.twilio import phone_numbers
from providers.base import LiveProvider
from providers.guards.bought_numbers import is_declared_otherwise
from providers.observation import Observation
from providers.props import to_props


class PhoneNumberProvider(LiveProvider[PhoneNumberSpec]):
    """Frozen name: written into the state of every stack."""

    spec = PhoneNumberSpec
    policy = PHONE_NUMBER

    def observe(self, spec: PhoneNumberSpec, state: Mapping[str, Any], *, deep: bool) -> Observation:  # noqa: ARG002 - one call shows all
        """The number in the account."""
        try:
            number = phone_numbers.fetch(self.session, state["sid"])
        except NotFound:
            return Observation(existence=Existence.GONE)
        return Observation(
            existence=Existence.REGISTERED,
            live={"friendly_name": number.friendly_name},
            record={"sid": number.sid, "number": number.phone_number},
        )

    def identify(self, inputs: Mapping[str, Any]) -> str:
        """A stack may buy several: by their marks."""
        return str(inputs.get("friendly_name"))

    def find_leftover(self, declared: Mapping[str, Any]) -> str | None:
        """What is under our mark: bought by a run that was killed, or kept when it was taken out."""
        found = phone_numbers.find_leftover_number(self.session, declared["friendly_name"])
        return found.sid if found else None

    def register(self, spec: PhoneNumberSpec) -> tuple[str, Mapping[str, Any]]:
        """Buy it, with our mark on it from the first moment."""
        number = phone_numbers.buy(self.session, spec)
        print(redact(f"PhoneNumber: {number.phone_number} ({number.sid}) is the account's now"))
        return number.sid, {"sid": number.sid, "number": number.phone_number}

    def amend(
        self, spec: PhoneNumberSpec, _old: PhoneNumberSpec, state: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """Give it our mark again; what is to become of it later is only recorded."""
        number = phone_numbers.fetch(self.session, state["sid"])
        if number.friendly_name != spec.friendly_name:
            phone_numbers.set_name(self.session, number.sid, spec.friendly_name)
        return {"sid": number.sid, "number": number.phone_number}

    def withdraw(self, spec: PhoneNumberSpec, state: Mapping[str, Any]) -> None:
        """Give it back, if that was declared; otherwise say that it stays, and what it costs."""
        try:
            number = phone_numbers.fetch(self.session, state["sid"])
        except NotFound:
            return
        name = f"{number.phone_number} ({number.sid})"
        if is_declared_otherwise(self.session, number.sid):
            print(redact(f"PhoneNumber: {name} stays: the stack declares it by its SID or its number now"))
            return
        if spec.release:
            phone_numbers.give_back(self.session, state["sid"])
            print(redact(f"PhoneNumber: {name} was given back to Twilio, as release: true said"))
            return
        print(
            redact(
                f"PhoneNumber: {name} stays in the account, and costs ${PHONE_NUMBER_MONTH.usd} a month.\n"
                "  Declared again, it is taken over; with release: true in its entry before that, it is\n"
                "  given back when it is taken out."
            )
        )


class PhoneNumber(Resource, module="a2p", name="PhoneNumber"):
    """A number that the stack has bought. Its id is its PN SID."""

    number: pulumi.Output[str]

    def __init__(self, name: str, inputs: Mapping[str, Any], opts: pulumi.ResourceOptions) -> None:
        super().__init__(PhoneNumberProvider(), name, to_props(inputs, outputs=("sid", "number")), opts)
