"""The whole life of one customer's stack, one engine call after another, each as a step of its own."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pulumi.dynamic import ConfigureRequest
from pulumi.dynamic.config import Config

from a2p.specs.codec import encode_value
from a2p.twilio.client.session import get_session
from providers.brand import BrandProvider
from providers.campaign import CampaignProvider
from providers.messaging_service import MessagingServiceProvider
from providers.phone_number_association import PhoneNumberAssociationProvider
from providers.profile import ProfileProvider
from providers.registration_status import RegistrationStatusProvider
from providers.trust_bundle import TrustBundleProvider
from tests.support.engine_doubles import PROJECT, through_the_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.customers import UniqueCustomer

Step = tuple[str, "Callable[[], Any]"]
DESCRIPTION = "Jane's Garden Care texts its own customers the day before each appointment."
SERVICE, NUMBER, CAMPAIGN = MessagingServiceProvider, PhoneNumberAssociationProvider, CampaignProvider


@dataclass
class Life:
    """What one stack holds, reached through `url`."""

    customer: UniqueCustomer
    url: str
    ids: dict[type[Any], str] = field(default_factory=dict)
    outs: dict[type[Any], dict[str, Any]] = field(default_factory=dict)

    def provider(self, kind: type[Any]) -> Any:
        """A plugin that has just been started: it knows nothing yet."""
        get_session.cache_clear()
        simulator = self.customer.simulator
        values = {"accountSid": simulator.account_sid, "authToken": simulator.auth_token, "baseUrl": self.url}
        provider = kind()
        config = Config({f"{PROJECT}:{key}": value for key, value in values.items()}, PROJECT)
        provider.configure(ConfigureRequest(config=config))
        return provider

    def steps(self) -> Iterator[Step]:
        """Every operation on every resource, in an order a stack could have."""
        customer = self.customer
        yield from self._made(ProfileProvider, customer.profile)
        yield "amend the profile", lambda: self._update(ProfileProvider, customer.profile(person=_OLDER))
        profile = self.ids[ProfileProvider]
        yield from self._made(TrustBundleProvider, lambda: customer.trust_bundle(profile))
        bundle = self.ids[TrustBundleProvider]
        yield from self._made(BrandProvider, lambda: customer.brand(profile, bundle))
        yield from self._made(SERVICE, customer.service)
        service, brand = self.ids[SERVICE], self.ids[BrandProvider]
        yield "amend the service", lambda: self._update(SERVICE, customer.service(sticky_sender=False))
        yield from self._made(CAMPAIGN, lambda: customer.campaign(brand, service))
        customer.says_yes()
        registered = customer.campaign(brand, service)
        yield "register the campaign", lambda: self._update(CAMPAIGN, registered)
        amended = customer.campaign(brand, service, description=DESCRIPTION)
        yield "amend the campaign", lambda: self._update(CAMPAIGN, amended)
        yield "look at the campaign", lambda: self._look(CAMPAIGN)
        number = customer.association(service, customer.number % len(customer.simulator.phone_numbers))
        yield from self._made(NUMBER, lambda: number)
        yield "tell the status", self._status
        for kind in (NUMBER, CAMPAIGN, SERVICE, TrustBundleProvider, ProfileProvider):
            yield f"withdraw {kind.__name__}", functools.partial(self._delete, kind)

    def _made(self, kind: type[Any], spec: Callable[[], Any]) -> Iterator[Step]:
        yield f"register {kind.__name__}", lambda: self._create(kind, spec())
        yield f"look at {kind.__name__}", lambda: self._look(kind)
        yield f"refresh {kind.__name__}", lambda: self._read(kind)

    def _create(self, kind: type[Any], spec: Any) -> None:
        made = self.provider(kind).create(through_the_engine(encode_value(spec)))
        self.ids[kind], self.outs[kind] = made.id, through_the_engine(made.outs)

    def _update(self, kind: type[Any], spec: Any) -> None:
        news = {**self.outs[kind], **through_the_engine(encode_value(spec))}
        updated = self.provider(kind).update(self.ids[kind], self.outs[kind], news)
        self.outs[kind] = through_the_engine(updated.outs)

    def _look(self, kind: type[Any]) -> None:
        assert not self.provider(kind).diff(self.ids[kind], self.outs[kind], self.outs[kind]).replaces

    def _read(self, kind: type[Any]) -> None:
        assert self.provider(kind).read(self.ids[kind], self.outs[kind]).id == self.ids[kind]

    def _delete(self, kind: type[Any]) -> None:
        provider = self.provider(kind)
        provider.session.memory.declaration_was_read = True
        provider.delete(self.ids[kind], self.outs[kind])

    def _status(self) -> None:
        props = {
            "stack": "acme",
            "brand_type": "SOLE_PROPRIETOR",
            "profile_sid": self.ids[ProfileProvider],
            "trust_bundle_sid": self.ids[TrustBundleProvider],
            "brand_sid": self.ids[BrandProvider],
            "messaging_service_sid": self.ids[SERVICE],
            "campaign_stage": "registered",
            "phone_number_ids": [self.ids[NUMBER]],
        }
        assert self.provider(RegistrationStatusProvider).read("a2p/acme", props).outs["stage"]


_OLDER = {"first_name": "Janet"}
