"""The customer's profile: `a2p:profile`."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from a2p.declared.fields.closed_lists import one_of, some_of
from a2p.declared.fields.field_types import Declared, Email, Name, Phone, Url, as_tuple, characters, matches
from a2p.specs import Address, EndUser

STARTER_POLICY = "RN806dd6cd175f314e1f96a9727ee271f4"  # P1
SECONDARY_BUSINESS_POLICY = "RNdfbf3fae0e1107f8aded0e7cead80bf5"  # of Twilio's guide for Standard Brands


class DeclaredAddress(Declared):
    """Where the customer is (P4). customer_name defaults to the customer's own name."""

    customer_name: Name | None = None
    street: Name
    street_secondary: Name | None = None
    city: Annotated[str, characters(1, 50)]
    region: Annotated[str, characters(1, 50)]
    postal_code: Annotated[str, characters(1, 20)]
    iso_country: Annotated[str, matches("[A-Z]{2}", "two capital letters needed, as in US")]

    def spec(self, customer_name: str) -> Address:
        """The Address to register."""
        return Address(
            customer_name=self.customer_name or customer_name,
            street=self.street,
            street_secondary=self.street_secondary,
            city=self.city,
            region=self.region,
            postal_code=self.postal_code,
            iso_country=self.iso_country,
        )


class NorthAmericanAddress(DeclaredAddress):
    """A sole proprietor's address: US or Canadian, a PO Box will do (P4)."""

    iso_country: Literal["US", "CA"]


class StarterProfile(Declared):
    """A sole proprietor (P2, P3). Always the customer's own data, never the ISV's (G9)."""

    email: Email
    first_name: Name
    last_name: Name
    phone_number: Phone
    address: NorthAmericanAddress
    status_callback: Url | None = None

    @property
    def end_users(self) -> tuple[EndUser, ...]:
        """One end user: the person."""
        person = {name: getattr(self, name) for name in ("email", "first_name", "last_name", "phone_number")}
        return (EndUser("starter_customer_profile_information", person),)

    @property
    def customer_name(self) -> str:
        """The name that goes with the address, unless the address gives another."""
        return f"{self.first_name} {self.last_name}"


class Business(Declared):
    """
    The company, under the names of customer_profile_business_information.

    social_media_profile_urls: null where Twilio has no such attribute, which it takes for another than "".
    trade_names: what the company calls itself in its texts, where that is not its legal name; Twilio is not
    told (U17).
    """

    business_name: Name
    business_identity: Literal["direct_customer", "isv_reseller_or_partner", "unknown"] = "direct_customer"
    business_type: Annotated[str, one_of("business_type")]
    business_industry: Annotated[str, one_of("business_industry")]
    business_registration_identifier: Annotated[str, one_of("business_registration_identifier")] = "EIN"
    business_registration_number: Name
    business_regions_of_operation: Annotated[str, some_of("business_regions_of_operation")] = "USA_AND_CANADA"
    website_url: Url
    social_media_profile_urls: str | None = ""
    trade_names: Annotated[tuple[Name, ...], BeforeValidator(as_tuple)] = ()


class Representative(Declared):
    """Someone at the company who may be asked about the registration."""

    first_name: Name
    last_name: Name
    email: Email
    phone_number: Phone
    business_title: Name
    job_position: Annotated[str, one_of("job_position")]


class BusinessProfile(Declared):
    """A company with a tax ID: a secondary business profile."""

    email: Email
    business: Business
    authorized_representative_1: Representative
    authorized_representative_2: Representative | None = None
    address: DeclaredAddress
    status_callback: Url | None = None

    @property
    def end_users(self) -> tuple[EndUser, ...]:
        """The company, and its representatives."""
        company = EndUser(
            "customer_profile_business_information",
            self.business.model_dump(exclude_none=True, exclude={"trade_names"}),
        )
        people = ("authorized_representative_1", "authorized_representative_2")
        declared = ((name, getattr(self, name)) for name in people)
        return (
            company,
            *(EndUser(name, person.model_dump()) for name, person in declared if person is not None),
        )

    @property
    def customer_name(self) -> str:
        """The name that goes with the address, unless the address gives another."""
        return self.business.business_name
