"""What the planner has to know of codes: which rejections nothing mends, and which failures pass."""

from collections.abc import Mapping
from types import MappingProxyType

# Only an appeal helps, or a really different Campaign or Brand (C16). The words end a planner's sentence.
FINAL: Mapping[int, str] = MappingProxyType(
    {
        30882: "it violates Twilio's terms and conditions",
        30883: "it is content that is not allowed: sex, hate, alcohol, firearms, tobacco or marijuana",
        30884: "it is at high risk of spam or phishing",
        30885: "it shows signs of fraud",
        30897: "it is disallowed content",
        30898: "more than 50 Brands use the EIN (B7)",
        30952: "it is a use case against federal law",
    }
)

# Final by Twilio's table (C16), and yet about a page of the customer where the rejection names one: Twilio's
# page of 30934 says so, and resubmissions after it have passed (U3).
MENDABLE_ON_PAGE = frozenset({30882})

# Errors inside Twilio: the same Brand, submitted again, may well pass, as Twilio's pages of these codes say.
PASSING = frozenset({30790, 30791, 30792, 30794})
