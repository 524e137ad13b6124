"""
Twilio's documents, and in which of them each requirement stands.

Addresses of public pages, as of November 2026. Twilio moves and edits them; what they demand is written down
in a2p/catalogue/requirements.py in our own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Document:
    """A page of Twilio's: its title and its address."""

    title: str
    url: str

    def __str__(self) -> str:
        return f"{self.title}: {self.url}"


_DOCS: Final = "https://www.twilio.com/docs"
_A2P: Final = f"{_DOCS}/messaging/compliance/a2p-10dlc"

SOLE_PROPRIETOR: Final = Document(
    "Sole Proprietor registration for ISVs", f"{_A2P}/onboarding-isv-api-sole-prop-new"
)
STANDARD: Final = Document("Standard and Low-Volume onboarding for ISVs", f"{_A2P}/onboarding-isv-api")
CAMPAIGN: Final = Document("UsAppToPerson resource", f"{_DOCS}/messaging/api/usapptoperson-resource")
REJECTIONS: Final = Document(
    "Troubleshooting and rectifying Campaigns",
    f"{_A2P}/troubleshooting-a2p-brands/troubleshooting-and-rectifying-a2p-campaigns",
)
EXTERNAL: Final = Document(
    "Use externally registered Campaigns", f"{_A2P}/externally-registered-campaigns-api"
)
AUTHENTICATION: Final = Document("Brand 2FA verification resource", f"{_DOCS}/messaging/api/brand-2fa-verify")
ERRORS: Final = Document("Error and warning dictionary", f"{_DOCS}/api/errors")
EVENTS: Final = Document(
    "Campaign registration events", f"{_DOCS}/events/event-types/a2p/campaign-registration"
)

# By the first letter of an id; those of Campaigns stand in several pages.
_BY_FAMILY: Final[Mapping[str, tuple[Document, ...]]] = MappingProxyType(
    {
        "G": (SOLE_PROPRIETOR,),
        "P": (SOLE_PROPRIETOR,),
        "T": (SOLE_PROPRIETOR,),
        "B": (SOLE_PROPRIETOR, REJECTIONS),
        "O": (SOLE_PROPRIETOR,),
        "M": (SOLE_PROPRIETOR,),
        "C": (REJECTIONS,),
        "E": (EXTERNAL,),
        "N": (SOLE_PROPRIETOR,),
        "S": (SOLE_PROPRIETOR,),
        "U": (ERRORS, CAMPAIGN, REJECTIONS),
    }
)
_BY_ID: Final[Mapping[str, tuple[Document, ...]]] = MappingProxyType(
    {
        "G5": (SOLE_PROPRIETOR, REJECTIONS),
        "G7": (SOLE_PROPRIETOR, EXTERNAL),
        "B5": (REJECTIONS,),
        "B6": (CAMPAIGN,),
        "B7": (REJECTIONS,),
        "B8": (SOLE_PROPRIETOR,),
        "B9": (REJECTIONS,),
        "M1": (EXTERNAL,),
        "C1": (CAMPAIGN, EXTERNAL),
        "C2": (CAMPAIGN, REJECTIONS),
        "C3": (CAMPAIGN, REJECTIONS),
        "C4": (CAMPAIGN, REJECTIONS),
        "C5": (CAMPAIGN,),
        "C6": (CAMPAIGN,),
        "C7": (CAMPAIGN, REJECTIONS),
        "C8": (CAMPAIGN,),
        "C9": (CAMPAIGN,),
        "C18": (REJECTIONS, SOLE_PROPRIETOR),
        "C19": (CAMPAIGN,),
        "C21": (CAMPAIGN,),
        "C22": (CAMPAIGN,),
        "C23": (CAMPAIGN,),
        "N1": (SOLE_PROPRIETOR, EXTERNAL),
        "N2": (SOLE_PROPRIETOR, EXTERNAL),
        "S2": (SOLE_PROPRIETOR, EVENTS),
        "U8": (AUTHENTICATION,),
        "U17": (STANDARD,),
        "U19": (STANDARD,),
    }
)


def list_documents(requirement: str) -> tuple[Document, ...]:
    """The pages in which Twilio demands it; none for an id that is no requirement's."""
    return _BY_ID.get(requirement) or _BY_FAMILY.get(requirement[:1], ())
