"""The event types of A2P registration (1.11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.core.documents import Fixed
from simulator.core.errors import NotFound
from simulator.core.handlers import Call, operation

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

PREFIX = "com.twilio.messaging.compliance."
INTRODUCED = 1_685_577_600.0  # 2023-06-01


@dataclass(frozen=True)
class EventType:
    """One type; schema ids other than the first two are guesses in their style."""

    name: str
    schema: str
    version: int = 1

    @property
    def id(self) -> str:
        """The full name."""
        return PREFIX + self.name


TYPES = (
    EventType("brand-registration.brand-registered", "A2P.BrandRegistered", 2),
    EventType("brand-registration.brand-failure", "A2P.BrandRegistrationFailure", 3),
    EventType("brand-registration.brand-verified", "A2P.BrandVerified"),
    EventType("brand-registration.brand-unverified", "A2P.BrandUnverified"),
    EventType("brand-registration.brand-vetted-verified", "A2P.BrandVettedVerified"),
    EventType("brand-registration.brand-secondary-vetting-failure", "A2P.BrandVettingFailure"),
    EventType("campaign-registration.campaign-submitted", "A2P.CampaignSubmitted"),
    EventType("campaign-registration.campaign-failure", "A2P.CampaignFailure"),
    EventType("campaign-registration.campaign-approved", "A2P.CampaignApproved"),
    EventType("campaign-registration.campaign-deleted", "A2P.CampaignDeleted"),
    EventType("number-registration.pending", "A2P.NumberRegistrationPending"),
    EventType("number-registration.successful", "A2P.NumberRegistrationSuccessful"),
    EventType("number-registration.failed", "A2P.NumberRegistrationFailed"),
    EventType("number-deregistration.pending", "A2P.NumberDeregistrationPending"),
    EventType("number-deregistration.successful", "A2P.NumberDeregistrationSuccessful"),
    EventType("number-deregistration.failed", "A2P.NumberDeregistrationFailed"),
)
BY_ID = {event_type.id: event_type for event_type in TYPES}


@operation("ListEventType")
def list_types(_world: World, call: Call) -> Answer:
    """Filtered by schema."""
    wanted = call.params.get("SchemaId")
    return Fixed(tuple(_document(t) for t in TYPES if wanted in {None, t.schema}))


@operation("FetchEventType")
def fetch_type(_world: World, call: Call) -> Answer:
    """One type."""
    if call.path["Type"] not in BY_ID:
        raise NotFound
    return _document(BY_ID[call.path["Type"]])


def _document(event_type: EventType) -> Document:
    return {
        "type": event_type.id,
        "schema_id": event_type.schema,
        "description": event_type.name.replace(".", ": ").replace("-", " "),
        "documentation_url": None,
        "status": "available",
        "date_created": INTRODUCED,
        "date_updated": INTRODUCED,
        "url": f"/v1/Types/{event_type.id}",
        "links": {"schema": f"/v1/Schemas/{event_type.schema}/Versions"},
    }
