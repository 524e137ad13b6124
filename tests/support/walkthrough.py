"""The steps of Twilio's walkthroughs as an ISV would call them, for tests that need a customer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess

STARTER_POLICY = "RN806dd6cd175f314e1f96a9727ee271f4"
SOLE_PROPRIETOR_POLICY = "RN670d5d2e282a6130ae063b234b6019c8"
SECONDARY_POLICY = "RNdfbf3fae0e1107f8aded0e7cead80bf5"
A2P_POLICY = "RNb0d4771c2c98518d916a3d4cd70a8f8b"
CAMPAIGN = "QE2c6890da8086d771620e9b13fadeba0b"

DESCRIPTION = "Appointment reminders from Jane Doe's Bakery to customers who asked for them."
POLICY_URLS = {
    "privacy_policy_url": "https://jane.example.com/privacy",
    "terms_and_conditions_url": "https://jane.example.com/terms",
}
MESSAGE_FLOW = "Customers tick a box at jane.example.com/order; terms at jane.example.com/terms."
SAMPLES = [
    "Jane Doe's Bakery: your order [number] is ready. Reply STOP to opt out.",
    "Jane Doe's Bakery: we open at [time] tomorrow. Reply STOP to opt out.",
]


@dataclass
class WalkthroughCustomer:
    """What the steps have made so far."""

    client: Any
    simulator: SimulatorProcess
    mobile: str = "+14155550199"
    email: str = "jane@jane.example.com"
    street: str = "1 Market St"

    profile: str = ""
    product: str = ""
    brand: str = ""
    service: str = ""
    end_user: str = ""
    address: str = ""

    @property
    def trusthub(self) -> Any:
        return self.client.trusthub.v1

    @property
    def messaging(self) -> Any:
        return self.client.messaging.v1

    def make_address(self, **changes: Any) -> str:
        fields = {
            "customer_name": "Jane Doe",
            "street": self.street,
            "city": "San Francisco",
            "region": "CA",
            "postal_code": "94105",
            "iso_country": "US",
        }
        return str(self.client.addresses.create(**fields | changes).sid)

    def make_end_user(self, type_: str, **attributes: Any) -> str:
        return str(
            self.trusthub.end_users.create(friendly_name="test", type=type_, attributes=attributes).sid
        )

    def make_profile(self, policy: str, objects: list[str], **changes: Any) -> str:
        fields = {"friendly_name": "Jane Doe", "email": self.email, "policy_sid": policy}
        sid = str(self.trusthub.customer_profiles.create(**fields | changes).sid)
        for object_sid in objects:
            self.trusthub.customer_profiles(sid).customer_profiles_entity_assignments.create(
                object_sid=object_sid
            )
        return sid

    def make_product(self, policy: str, objects: list[str], **changes: Any) -> str:
        fields = {"friendly_name": "Jane Doe", "email": self.email, "policy_sid": policy}
        sid = str(self.trusthub.trust_products.create(**fields | changes).sid)
        for object_sid in objects:
            self.trusthub.trust_products(sid).trust_products_entity_assignments.create(object_sid=object_sid)
        return sid

    def address_document(self, **changes: Any) -> str:
        self.address = self.make_address(**changes)
        document = self.trusthub.supporting_documents.create(
            friendly_name="address",
            type="customer_profile_address",
            attributes={"address_sids": self.address},
        )
        return str(document.sid)

    def draft_starter_profile(self, **changes: Any) -> None:
        self.end_user = self.make_end_user(
            "starter_customer_profile_information",
            email=self.email,
            first_name="Jane",
            last_name="Doe",
            phone_number=self.mobile,
        )
        objects = [
            self.end_user,
            self.address_document(),
            self.simulator.primary_customer_profile_sid,
        ]
        self.profile = self.make_profile(STARTER_POLICY, objects, **changes)

    def draft_sole_proprietor_bundle(self, brand_name: str = "Jane Doe", **changes: Any) -> None:
        information = self.make_end_user(
            "sole_proprietor_information",
            brand_name=brand_name,
            mobile_phone_number=self.mobile,
            vertical="RETAIL",
        )
        objects = [information, self.profile]
        self.product = self.make_product(SOLE_PROPRIETOR_POLICY, objects, **changes)

    def draft_business_profile(self, ein: str = "98-7654321", **changes: Any) -> None:
        business = self.make_end_user(
            "customer_profile_business_information",
            business_name="Doe Bakery LLC",
            business_type="Limited Liability Corporation",
            business_registration_number=ein,
            business_registration_identifier="EIN",
            business_identity="direct_customer",
            business_industry="RETAIL",
            business_regions_of_operation="USA_AND_CANADA",
            website_url="https://jane.example.com",
        )
        representative = self.make_end_user(
            "authorized_representative_1",
            first_name="Jane",
            last_name="Doe",
            email=self.email,
            phone_number=self.mobile,
            business_title="Owner",
            job_position="CEO",
        )
        objects = [
            business,
            representative,
            self.address_document(),
            self.simulator.primary_customer_profile_sid,
        ]
        self.end_user = business
        self.profile = self.make_profile(SECONDARY_POLICY, objects, **changes)

    def draft_messaging_bundle(self, company: dict[str, str] | None = None, **changes: Any) -> None:
        attributes = company or {"company_type": "private"}
        information = self.make_end_user("us_a2p_messaging_profile_information", **attributes)
        self.product = self.make_product(A2P_POLICY, [information, self.profile], **changes)

    def submit_profile(self) -> str:
        profile = self.trusthub.customer_profiles(self.profile)
        return str(profile.update(status="pending-review").status)

    def submit_product(self) -> str:
        product = self.trusthub.trust_products(self.product)
        return str(product.update(status="pending-review").status)

    def register_brand(self, brand_type: str = "SOLE_PROPRIETOR", **options: Any) -> str:
        brand = self.messaging.brand_registrations.create(
            customer_profile_bundle_sid=self.profile,
            a2p_profile_bundle_sid=self.product,
            brand_type=brand_type,
            **options,
        )
        self.brand = str(brand.sid)
        return self.brand

    def fetch_profile(self) -> Any:
        return self.trusthub.customer_profiles(self.profile).fetch()

    def fetch_product(self) -> Any:
        return self.trusthub.trust_products(self.product).fetch()

    def fetch_brand(self) -> Any:
        return self.messaging.brand_registrations(self.brand).fetch()

    def make_service(self) -> str:
        self.service = str(self.messaging.services.create(friendly_name="Jane Doe").sid)
        return self.service

    def create_campaign(self, **changes: Any) -> Any:
        fields = {
            "brand_registration_sid": self.brand,
            "description": DESCRIPTION,
            "message_flow": MESSAGE_FLOW,
            "message_samples": SAMPLES,
            "us_app_to_person_usecase": "SOLE_PROPRIETOR",
            "has_embedded_links": False,
            "has_embedded_phone": False,
            **POLICY_URLS,
        }
        service = self.messaging.services(self.service)
        return service.us_app_to_person.create(**fields | changes)

    def fetch_campaign(self) -> Any:
        return self.messaging.services(self.service).us_app_to_person(CAMPAIGN).fetch()

    def update_campaign(self, **changes: Any) -> Any:
        fields = {
            "description": DESCRIPTION,
            "message_flow": MESSAGE_FLOW,
            "message_samples": SAMPLES,
            "has_embedded_links": False,
            "has_embedded_phone": False,
            "age_gated": False,
            "direct_lending": False,
            **POLICY_URLS,
        }
        campaign = self.messaging.services(self.service).us_app_to_person(CAMPAIGN)
        return campaign.update(**fields | changes)

    def delete_campaign(self) -> None:
        self.messaging.services(self.service).us_app_to_person(CAMPAIGN).delete()

    def reply_yes(self) -> Any:
        return self.simulator.control("POST", "/otp/reply", {"mobile_phone_number": self.mobile})

    def approved_sole_proprietor(self) -> WalkthroughCustomer:
        """Steps 1 to 3: a Brand that is approved and waits for its OTP."""
        self.draft_starter_profile()
        self.submit_profile()
        self.simulator.advance(30)
        self.draft_sole_proprietor_bundle()
        self.submit_product()
        self.simulator.advance(30)
        self.register_brand()
        self.simulator.advance(30)
        return self

    def verified_sole_proprietor(self) -> WalkthroughCustomer:
        """Steps 1 to 4: the Brand is verified, the service is there."""
        self.approved_sole_proprietor()
        self.reply_yes()
        self.make_service()
        return self

    def approved_business(self, **options: Any) -> WalkthroughCustomer:
        """A low-volume standard Brand that is approved, and a service."""
        self.draft_business_profile()
        self.submit_profile()
        self.draft_messaging_bundle()
        self.submit_product()
        self.register_brand("STANDARD", **{"skip_automatic_sec_vet": True} | options)
        self.simulator.advance(30)
        self.make_service()
        return self

    def decide_campaign(self, status: str, *errors: dict[str, Any]) -> Any:
        return self.simulator.control(
            "POST", f"/campaigns/{self.service}/decide", {"status": status, "errors": errors}
        )

    def decide_brand(self, status: str, **more: Any) -> Any:
        return self.simulator.control("POST", f"/brands/{self.brand}/decide", {"status": status, **more})


def attributes_json(**attributes: Any) -> str:
    """Attributes as they travel in a form."""
    return json.dumps(attributes)
