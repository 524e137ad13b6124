"""One customer: everything a stack file declares, and what each resource is to register of it."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from a2p.campaign_names import MAIN, name_service
from a2p.declared.account import DeclaredAccount
from a2p.declared.adoption import DeclaredAdoption
from a2p.declared.brand import (
    A2P_MESSAGING_POLICY,
    SOLE_PROPRIETOR_POLICY,
    A2PMessagingTrustBundle,
    DeclaredOtp,
    SoleProprietorBrand,
    SoleProprietorTrustBundle,
    StandardBrand,
)
from a2p.declared.campaign import DeclaredCampaign, DeclaredMessagingService
from a2p.declared.fields.field_types import sid
from a2p.declared.identities import identify_business, identify_sole_proprietor
from a2p.declared.lint_options import DeclaredLint
from a2p.declared.one_campaign import OneCampaign
from a2p.declared.phone_numbers import DeclaredBoughtNumber, PhoneNumbers, list_number_keys, name_number
from a2p.declared.profile import SECONDARY_BUSINESS_POLICY, STARTER_POLICY, BusinessProfile, StarterProfile
from a2p.plan.field_rules import ChangeRule
from a2p.plan.policies import PROFILE
from a2p.specs.codec import encode_value
from a2p.specs.digest import digest

Inputs = dict[str, Any]
_OF_THE_BUNDLE_ALONE = PROFILE.fields(ChangeRule.UNTIL_SUBMITTED)

_PERSONAL_FACTS = (
    "email",
    "brand_contact_email",
    "phone_number",
    "mobile_phone_number",
    "business_registration_number",
)


class Customer(OneCampaign):
    """
    What every declaration has. Its subclasses say what a Brand type needs.

    Made by `load` alone, which also keeps the rules between keys (a2p/declared/cross_field_rules.py).
    """

    external: ClassVar[Literal[False]] = False
    profile_policy: ClassVar[str]
    trust_bundle_policy: ClassVar[str]

    primary_profile_sid: Annotated[str, sid("BU")]
    profile: StarterProfile | BusinessProfile
    trust_bundle: SoleProprietorTrustBundle | A2PMessagingTrustBundle
    brand: SoleProprietorBrand | StandardBrand
    messaging_service: DeclaredMessagingService = Field(default_factory=DeclaredMessagingService)
    campaign: DeclaredCampaign
    phone_numbers: PhoneNumbers = ()
    account: DeclaredAccount | None = None
    lint: DeclaredLint = Field(default_factory=DeclaredLint)
    adopted: DeclaredAdoption = Field(default_factory=DeclaredAdoption)

    def profile_inputs(self, mark: str) -> Inputs:
        """Profile's inputs, but for the order it is made in."""
        return _inputs(
            friendly_name=self.adopted.profile or mark,
            email=self.profile.email,
            policy_sid=self.profile_policy,
            primary_profile_sid=self.primary_profile_sid,
            end_users=self.adopted.complete(self.profile.end_users),
            address=self.profile.address.spec(self.profile.customer_name),
            status_callback=self.profile.status_callback,
        )

    def trust_bundle_inputs(self, mark: str) -> Inputs:
        """TrustBundle's inputs, but for the profile's SID."""
        return _inputs(
            friendly_name=self.adopted.trust_bundle or mark,
            email=self.profile.email,
            policy_sid=self.trust_bundle_policy,
            end_users=self.adopted.complete(self.trust_bundle.end_users),
            status_callback=self.trust_bundle.status_callback,
        )

    def brand_inputs(self) -> Inputs:
        """Brand's inputs, but for the SIDs of its two bundles."""
        return self.brand.model_dump(exclude_none=True)

    @property
    def is_public(self) -> bool:
        """Whether the Brand is one that Twilio has authenticated by e-mail (U8)."""
        return False

    @property
    def vetting_provider(self) -> str | None:
        """Who is to vet the Brand, if anybody is."""
        return None

    def messaging_service_inputs(self, mark: str) -> Inputs:
        """MessagingService's inputs."""
        return _inputs(**self.messaging_service.spec(self.service_name(mark)).__dict__, **self.name_inputs())

    def service_name(self, mark: str) -> str:
        """What this Campaign's Messaging Service is found by at Twilio."""
        return self.adopted.service(name_service(mark, self.campaign_name))

    def campaign_inputs(self) -> Inputs:
        """Campaign's inputs, but for the SIDs of Brand and service."""
        texts = self.campaign.model_dump(exclude={"opt_out_management", "submission"})
        again = self.campaign.submission
        return _inputs(
            submission=again if again > 1 else None,
            brand_type=self.brand.brand_type,
            brand_mock=self.brand.mock,
            brand_public=self.is_public or None,
            phone_numbers=self.list_own_numbers(),
            **texts,
            **self.name_inputs(),
        )

    def list_own_numbers(self) -> tuple[str, ...]:
        """The entries of this Campaign's phone_numbers, as texts."""
        return list_number_keys(self.phone_numbers)

    def brand_revision_inputs(self, mark: str) -> Inputs:
        """BrandRevision's inputs."""
        services = {campaign.campaign_name: campaign.service_name(mark) for campaign in self.campaigns}
        return {
            "digest": self.digest_revision(),
            "mark": self.adopted.bundles(mark),
            "service": next(iter(services.values())),
            **({"campaigns": services} if services.keys() != {MAIN} else {}),
            **self.bought_inputs(),
            "brand": self.list_brand_kind(),
            "parts": self.digest_parts(),
        }

    def list_identities(self) -> dict[str, str]:
        """What the registry counts the uses of, by the kinds of a2p.plan.limits; nothing for a mock Brand."""
        return {} if self.brand.mock else {kind: value for kind, value in self._identify() if value}

    def _identify(self) -> Iterator[tuple[str, str]]:
        raise NotImplementedError

    def list_policy_urls(self) -> dict[str, dict[str, str]]:
        """Each Campaign's addresses of policy and terms by its name, "" for one not declared (U1)."""
        return {campaign.campaign_name: campaign.policy_urls() for campaign in self.campaigns}

    def policy_urls(self) -> dict[str, str]:
        """Those of one Campaign, by field."""
        inputs = self.campaign_inputs()
        return {name: inputs.get(name) or "" for name in ("privacy_policy_url", "terms_and_conditions_url")}

    def list_brand_kind(self) -> list[str]:
        """What no edit of a Brand changes, so that another one is bought for it."""
        inputs = self.brand_inputs()
        flags = (inputs.get("mock", False), inputs.get("skip_automatic_sec_vet", False))
        return [self.brand.brand_type, *(str(flag).lower() for flag in flags)]

    def digest_revision(self) -> str:
        """
        The digest of everything the Brand is made of (B5).

        Without the bundles' own e-mail and callback, which are no part of what TCR is told.
        """
        bundles = [self.profile_inputs(""), self.trust_bundle_inputs("")]
        facts = [{key: each[key] for key in each if key not in _OF_THE_BUNDLE_ALONE} for each in bundles]
        brand = self.brand.model_dump(exclude={"vetting", "authentication_emails"})
        if brand["submission"] == 1:  # so that a digest from before there were numbers stays what it is
            del brand["submission"]
        return digest([brand, *facts])

    def number_name(self, entry: str | DeclaredBoughtNumber) -> str:
        """What the stack calls a number's association."""
        return name_number(entry)

    def digest_parts(self) -> dict[str, str]:
        """The digest of each part of the Brand that can be changed at Twilio, by its place (B5)."""
        address = self.profile.address.spec(self.profile.customer_name)
        people = self.adopted.complete(self.profile.end_users)
        facts = self.adopted.complete(self.trust_bundle.end_users)
        profile_parts = {f"profile {each.type}": digest(each.attributes) for each in people}
        trust_parts = {f"trust bundle {each.type}": digest(each.attributes) for each in facts}
        return {**profile_parts, "profile address": digest(address), **trust_parts}

    def list_personal_texts(self) -> frozenset[str]:
        """The Campaign's inputs that quote the customer's personal data, and so are kept as secrets."""
        return frozenset(
            name for name, value in self.campaign_inputs().items() if self._quotes_personal_data(value)
        )

    def _quotes_personal_data(self, value: object) -> bool:
        written = "\n".join(value) if isinstance(value, list) else str(value)
        digits = re.sub(r"\D", "", written)
        for personal in self._personal_values():
            number = re.sub(r"\D", "", personal)
            is_number = len(number) >= 9 and len(number) >= len(personal) - 4
            if personal in written or (is_number and number.removeprefix("1") in digits):
                return True
        return False

    def _personal_values(self) -> Iterator[str]:
        address = self.profile.address
        yield from (self.profile.email, self.profile.customer_name, address.street)
        if address.customer_name:
            yield address.customer_name
        for end_user in (*self.profile.end_users, *self.trust_bundle.end_users):
            facts = end_user.attributes
            yield from (facts[name] for name in _PERSONAL_FACTS if name in facts)
            if "last_name" in facts:
                yield f"{facts['first_name']} {facts['last_name']}"


class SoleProprietor(Customer):
    """A customer without a tax ID: US or Canadian, one Campaign, one number (G10, B6, N1)."""

    profile_policy = STARTER_POLICY
    trust_bundle_policy = SOLE_PROPRIETOR_POLICY

    profile: StarterProfile
    trust_bundle: SoleProprietorTrustBundle
    brand: SoleProprietorBrand
    otp: DeclaredOtp = Field(default_factory=DeclaredOtp)

    def number_name(self, entry: str | DeclaredBoughtNumber) -> str:  # noqa: ARG002 - whichever it is
        """One name for the one number: another one takes its place, and is never there beside it (N1)."""
        return "phone-number"

    def _identify(self) -> Iterator[tuple[str, str]]:
        mobile = self.trust_bundle.mobile_phone_number
        return identify_sole_proprietor(self.profile.email, self.profile.address, mobile)

    def brand_inputs(self) -> Inputs:
        """Also how its text messages are sent."""
        return {**super().brand_inputs(), "otp": self.otp.model_dump()}


class Standard(Customer):
    """A customer with a tax ID; low-volume standard included."""

    profile_policy = SECONDARY_BUSINESS_POLICY
    trust_bundle_policy = A2P_MESSAGING_POLICY

    profile: BusinessProfile
    trust_bundle: A2PMessagingTrustBundle
    brand: StandardBrand

    def _identify(self) -> Iterator[tuple[str, str]]:
        business = self.profile.business
        return identify_business(
            business.business_registration_identifier, business.business_registration_number
        )

    def brand_inputs(self) -> Inputs:
        """Of a public company also how many e-mails of Authentication+ there may be."""
        inputs = self.brand.model_dump(exclude_none=True, exclude={"authentication_emails"})
        allowed = {"authentication": {"max_emails": self.brand.authentication_emails}}
        return inputs | (allowed if self.is_public else {})

    @property
    def is_public(self) -> bool:
        """As declared; of a mock Brand nobody is asked."""
        return self.trust_bundle.company_type == "public" and not self.brand.mock

    @property
    def vetting_provider(self) -> str | None:
        """As declared."""
        return self.brand.vetting.provider if self.brand.vetting else None


def _inputs(**fields: Any) -> Inputs:
    return {name: encode_value(value) for name, value in fields.items() if value is not None}
