"""
What Twilio and The Campaign Registry charge, as far as it is known.

The amounts are Twilio's public ones, and of an external campaign's review those of its guide (E3), as they
were on the day below. They are shown before money is spent; the bill is Twilio's.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

AS_OF: Final = date(2026, 11, 1)
SOURCE: Final = "Twilio's public A2P 10DLC fees, https://help.twilio.com/articles/1260803965530"


@dataclass(frozen=True)
class Fee:
    """
    One amount in US dollars, charged once each time that this is done.

    doubt: what speaks against the amount, where another source has another; "" if nothing does (U10).
    """

    name: str
    usd: Decimal
    source: str = SOURCE
    as_of: date = AS_OF
    doubt: str = ""

    def __str__(self) -> str:
        return f"{self.name} ${self.usd}"


BRAND_REGISTRATION: Final = Fee(
    "Brand registration",
    Decimal("4.00"),
    doubt="resellers name $4.50 since 2025-08-01, and $3.50 for a check",
)
AUTHENTICATION_EMAIL: Final = Fee(
    "Authentication+ e-mail",
    Decimal("12.50"),
    source="https://help.twilio.com/articles/29499398652059",
    doubt="charged for each e-mail by Twilio's page on /2fa, for each time it is completed by its article",
)
SECONDARY_VETTING: Final = Fee("secondary vetting", Decimal("40.00"))
CAMPAIGN_REVIEW: Final = Fee("Campaign review", Decimal("15.00"))
EXTERNAL_REVIEW: Final = Fee("secondary DCA review", Decimal("15.00"), source="E3")
PHONE_NUMBER_MONTH: Final = Fee(
    "phone number, first month of each",
    Decimal("1.15"),
    source="https://www.twilio.com/en-us/sms/pricing/us",
)

# A registered Campaign costs by the month, too; this is said, and is no part of what a run adds up.
MONTHLY_SOLE_PROPRIETOR: Final = "$2.00"
MONTHLY_STANDARD: Final = "$1.50 to $10.00, by use case"


def add_fees(fees: tuple[Fee, ...]) -> Decimal:
    """The sum, in US dollars."""
    return sum((fee.usd for fee in fees), Decimal("0.00"))
