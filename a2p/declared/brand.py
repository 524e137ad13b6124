"""The trust bundle and the Brand: `a2p:trust_bundle` and `a2p:brand`."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator

from a2p.declared.fields.closed_lists import one_of
from a2p.declared.fields.field_types import Declared, Email, Name, NorthAmericanPhone, Url, between
from a2p.specs import EndUser

SOLE_PROPRIETOR_POLICY = "RN670d5d2e282a6130ae063b234b6019c8"  # T1
A2P_MESSAGING_POLICY = "RNb0d4771c2c98518d916a3d4cd70a8f8b"  # of Twilio's guide for Standard Brands

Vertical = Literal[  # T3
    "AGRICULTURE",
    "COMMUNICATION",
    "CONSTRUCTION",
    "EDUCATION",
    "ENERGY",
    "ENTERTAINMENT",
    "FINANCIAL",
    "GAMBLING",
    "GOVERNMENT",
    "HEALTHCARE",
    "HOSPITALITY",
    "HUMAN_RESOURCES",
    "INSURANCE",
    "LEGAL",
    "MANUFACTURING",
    "NGO",
    "POLITICAL",
    "POSTAL",
    "PROFESSIONAL",
    "REAL_ESTATE",
    "RETAIL",
    "TECHNOLOGY",
    "TRANSPORTATION",
]

_COMPANY_FORM = re.compile(r"\b(L\.?L\.?C|Inc|Corp|Corporation|Incorporated|L\.?L\.?P)\b\.?", re.IGNORECASE)


def _check_person_or_trade_name(value: str) -> str:
    if form := _COMPANY_FORM.search(value):
        raise ValueError(
            f"{form.group()!r} names a company. A company has a tax ID and registers as STANDARD; as a sole "
            "proprietor it would be rejected with 30915 and pay again (G10)"
        )
    if "@" in value or re.fullmatch(r"[A-Z]{2}[0-9a-fA-F]{32}", value):
        raise ValueError("an identifier, where the business's or person's real name belongs (T2)")
    return value


class SoleProprietorTrustBundle(Declared):
    """What a sole proprietor is called, and the mobile phone that proves it (T2)."""

    brand_name: Annotated[Name, AfterValidator(_check_person_or_trade_name)]
    mobile_phone_number: NorthAmericanPhone
    vertical: Vertical | None = None
    status_callback: Url | None = None

    @property
    def end_users(self) -> tuple[EndUser, ...]:
        """One end user; the optional vertical only where declared."""
        facts = {"brand_name": self.brand_name, "mobile_phone_number": self.mobile_phone_number}
        if self.vertical:
            facts["vertical"] = self.vertical
        return (EndUser("sole_proprietor_information", facts),)


class A2PMessagingTrustBundle(Declared):
    """What kind of company it is, and where its stock is traded if it is."""

    company_type: Literal["private", "public", "non-profit", "government"]
    stock_exchange: Annotated[str, one_of("stock_exchange")] | None = None
    stock_ticker: str | None = None
    brand_contact_email: Email | None = None
    status_callback: Url | None = None

    @property
    def end_users(self) -> tuple[EndUser, ...]:
        """One end user; optional facts only where declared."""
        facts = self.model_dump(exclude={"status_callback"}, exclude_none=True)
        return (EndUser("us_a2p_messaging_profile_information", facts),)


# A higher number submits the Brand again as it is; Twilio takes three resubmissions (21724).
Submission = Annotated[int, between(1, 99)]


class DeclaredOtp(Declared):
    """
    Whether `pulumi up` may have another text message sent once the last one has expired (O4).

    max_total: how many in all, the one that Twilio sends by itself included. It says `never`, and not `off`,
    because some readers of YAML take that for false.
    """

    resend: Literal["after_expiry", "never"] = "after_expiry"
    max_total: Annotated[int, between(1, 30)] = 3


class DeclaredVetting(Declared):
    """
    A vetting by a third party, which may raise the score.

    Political use cases need campaign-verify, and for it the token that Campaign Verify gave as vetting_id.
    """

    provider: Literal["aegis", "campaign-verify"]
    vetting_id: str | None = None


class SoleProprietorBrand(Declared):
    """A Brand without a tax ID (B1)."""

    brand_type: Literal["SOLE_PROPRIETOR"]
    mock: bool = False
    submission: Submission = 1


class StandardBrand(Declared):
    """
    A Brand with a tax ID.

    skip_automatic_sec_vet: true makes it a low-volume standard Brand: cheaper, with lower limits.
    authentication_emails: of a public company, how many e-mails of Authentication+ in all; each costs (U8).
    """

    brand_type: Literal["STANDARD"]
    skip_automatic_sec_vet: bool = False
    mock: bool = False
    submission: Submission = 1
    vetting: DeclaredVetting | None = None
    authentication_emails: Annotated[int, between(1, 30)] = 1
