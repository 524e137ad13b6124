"""Customers nobody else has, so that tests on one simulator do not meet, and what their specs are."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from a2p.declared.brand import SOLE_PROPRIETOR_POLICY
from a2p.declared.profile import STARTER_POLICY
from a2p.specs import (
    Address,
    BrandSpec,
    CampaignSpec,
    EndUser,
    MessagingServiceSpec,
    PhoneNumberAssociationSpec,
    ProfileSpec,
    TrustBundleSpec,
)
from a2p.twilio import brands, profiles, services

if TYPE_CHECKING:
    from a2p.twilio.client.session import Session
    from tests.support.simulator import SimulatorProcess


@dataclasses.dataclass
class UniqueCustomer:
    """One sole proprietor."""

    simulator: SimulatorProcess
    number: int

    @property
    def mark(self) -> str:
        return f"a2p/customer-{self.number}"

    @property
    def mobile(self) -> str:
        return f"+1415557{self.number:04d}"

    def profile(self, **changes: Any) -> ProfileSpec:
        email = changes.pop("email", f"jane{self.number}@janesgardencare.com")
        person = {
            "email": email,
            "first_name": "Jane",
            "last_name": "Doe",
            "phone_number": self.mobile,
        } | changes.pop("person", {})
        spec = ProfileSpec(
            friendly_name=self.mark,
            email=email,
            policy_sid=STARTER_POLICY,
            end_users=(EndUser("starter_customer_profile_information", person),),
            status_callback="https://hooks.example-isv.com/profiles",
            address=Address(
                customer_name="Jane Doe",
                street=f"{self.number + 1} Valencia St",
                city="San Francisco",
                region="CA",
                postal_code="94110",
                iso_country="US",
            ),
            primary_profile_sid=self.simulator.primary_customer_profile_sid,
        )
        return dataclasses.replace(spec, **changes)

    def trust_bundle(self, profile_sid: str, **changes: Any) -> TrustBundleSpec:
        facts = {"brand_name": "Jane's Garden Care", "mobile_phone_number": self.mobile} | changes
        return TrustBundleSpec(
            friendly_name=self.mark,
            email=f"jane{self.number}@janesgardencare.com",
            policy_sid=SOLE_PROPRIETOR_POLICY,
            end_users=(EndUser("sole_proprietor_information", facts),),
            profile_sid=profile_sid,
        )

    def brand(self, profile_sid: str, trust_bundle_sid: str) -> BrandSpec:
        return BrandSpec(
            profile_sid=profile_sid, trust_bundle_sid=trust_bundle_sid, brand_type="SOLE_PROPRIETOR"
        )

    def service(self, **changes: Any) -> MessagingServiceSpec:
        return MessagingServiceSpec(friendly_name=self.mark, **changes)

    def campaign(self, brand_sid: str, service_sid: str, **changes: Any) -> CampaignSpec:
        spec = CampaignSpec(
            messaging_service_sid=service_sid,
            brand_sid=brand_sid,
            brand_type="SOLE_PROPRIETOR",
            us_app_to_person_usecase="SOLE_PROPRIETOR",
            description="Jane's Garden Care texts its own customers to confirm their appointments.",
            message_flow="Customers tick a box at https://www.janesgardencare.com/book when they book.",
            message_samples=(
                "Jane's Garden Care: your visit on [date] is confirmed. Reply STOP to opt out.",
                "Jane's Garden Care: [gardener] is on the way. Reply STOP to opt out.",
            ),
            has_embedded_links=False,
            has_embedded_phone=False,
            privacy_policy_url="https://www.janesgardencare.com/privacy",
            terms_and_conditions_url="https://www.janesgardencare.com/terms",
        )
        return dataclasses.replace(spec, **changes)

    def association(self, service_sid: str, number: int = 0) -> PhoneNumberAssociationSpec:
        return PhoneNumberAssociationSpec(
            messaging_service_sid=service_sid,
            phone_number_sid=self.simulator.phone_numbers[number]["sid"],
            campaign_stage="registered",
        )

    # Steps of the walkthrough

    def with_profile(self, session: Session, **changes: Any) -> profiles.RegisteredBundle:
        return profiles.register_profile(session, self.profile(**changes))

    def with_bundles(self, session: Session) -> BrandSpec:
        """A Brand's spec, both of its bundles submitted."""
        profile = self.with_profile(session).bundle.sid
        bundle = profiles.register_trust_bundle(session, self.trust_bundle(profile)).bundle.sid
        return self.brand(profile, bundle)

    def with_brand(self, session: Session) -> CampaignSpec:
        """A Campaign's spec, its Brand registered and not yet looked at again."""
        brand = brands.register(session, self.with_bundles(session))
        service = services.register(session, self.service())
        return self.campaign(brand.sid, service.sid)

    def says_yes(self) -> None:
        """Wait for the OTP and answer it."""
        self.simulator.advance(30)
        self.simulator.control("POST", "/otp/reply", {"mobile_phone_number": self.mobile})

    def decide(self, what: str, sid: str, status: str, *errors: dict[str, Any]) -> None:
        self.simulator.control("POST", f"/{what}/{sid}/decide", {"status": status, "errors": errors})

    def owned(self) -> dict[str, int]:
        """How many objects carry this customer's mark, or hang on those that do, by kind."""
        state = self.simulator.control("GET", "/state")
        named = {
            kind: [each["sid"] for each in documents if each.get("friendly_name") == self.mark]
            for kind, documents in state.items()
        }
        counts = {kind: len(sids) for kind, sids in named.items() if sids}
        bundles = named.get("bundle", [])
        made = [b for b in state.get("brand", []) if b["customer_profile_bundle_sid"] in bundles]
        return counts | ({"brand": len(made)} if made else {})
