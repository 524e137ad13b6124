"""The engine's calls, in the engine's shapes, for one customer's stack at a simulator."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from pulumi.output import Unknown

from a2p.specs.codec import encode_value
from a2p.twilio.client.session import get_session
from providers.brand import BrandProvider
from providers.campaign import CampaignProvider
from providers.messaging_service import MessagingServiceProvider
from providers.profile import ProfileProvider
from providers.registration_status import RegistrationStatusProvider
from providers.trust_bundle import TrustBundleProvider
from tests.support.customers import UniqueCustomer
from tests.support.engine_doubles import configured, through_the_engine

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess


def unknown() -> Any:
    """What a preview knows of a value that is still to come."""
    make: Any = Unknown
    return make()


_numbers = itertools.count(5000)


class ProviderStack:
    """What one stack holds: each resource's inputs, id and recorded outputs."""

    def __init__(self, simulator: SimulatorProcess) -> None:
        self.customer = UniqueCustomer(simulator, next(_numbers))
        self.simulator = simulator
        self.new_process()
        self.ids: dict[type[Any], str] = {}
        self.outs: dict[type[Any], dict[str, Any]] = {}

    def new_process(self) -> None:
        """Every run of the engine has plugins of its own, which know nothing yet."""
        get_session.cache_clear()

    def provider(self, kind: type[Any]) -> Any:
        return configured(kind, self.simulator)

    def create(self, kind: type[Any], spec: Any) -> dict[str, Any]:
        made = self.provider(kind).create(through_the_engine(encode_value(spec)))
        self.ids[kind], self.outs[kind] = made.id, through_the_engine(made.outs)
        return self.outs[kind]

    def diff(self, kind: type[Any], **changes: Any) -> Any:
        """As the engine asks for a resource that the program declares: a check, and then a diff."""
        provider, news = self.provider(kind), self.outs[kind] | changes
        provider.check(self.outs[kind], news)
        return provider.diff(self.ids[kind], self.outs[kind], news)

    def update(self, kind: type[Any], **changes: Any) -> dict[str, Any]:
        updated = self.provider(kind).update(self.ids[kind], self.outs[kind], self.outs[kind] | changes)
        self.outs[kind] = through_the_engine(updated.outs)
        return self.outs[kind]

    def delete(self, kind: type[Any]) -> None:
        self.provider(kind).delete(self.ids[kind], self.outs[kind])

    def read(self, kind: type[Any]) -> Any:
        return self.provider(kind).read(self.ids[kind], self.outs[kind])

    def up_to_the_otp(self) -> None:
        """What a first `up` makes."""
        customer = self.customer
        profile = self.create(ProfileProvider, customer.profile())["sid"]
        bundle = self.create(TrustBundleProvider, customer.trust_bundle(profile))["sid"]
        brand = self.create(BrandProvider, customer.brand(profile, bundle))["sid"]
        service = self.create(MessagingServiceProvider, customer.service(sticky_sender=True))["sid"]
        self.create(CampaignProvider, customer.campaign(brand, service))

    def status(self, campaign_stage: str, numbers: tuple[str, ...] = ()) -> Any:
        props = {
            "stack": "acme",
            "brand_type": "SOLE_PROPRIETOR",
            "profile_sid": self.ids[ProfileProvider],
            "trust_bundle_sid": self.ids[TrustBundleProvider],
            "brand_sid": self.ids[BrandProvider],
            "messaging_service_sid": self.ids[MessagingServiceProvider],
            "campaign_stage": campaign_stage,
            "phone_number_ids": list(numbers),
        }
        return self.provider(RegistrationStatusProvider).read("a2p/acme", props).outs
