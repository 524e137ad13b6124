"""The event types of A2P registration (1.11, U11), and the schemas of their data."""

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
SCHEMAS_SITE = "https://events-schemas.twilio.com"


@dataclass(frozen=True)
class EventType:
    """One type: its name after the prefix, the schema of its data and the schema's latest version."""

    name: str
    schema: str
    version: int

    @property
    def id(self) -> str:
        """The full name."""
        return PREFIX + self.name


TYPES = (
    EventType("brand-registration.brand-registered", "A2P.BrandRegistered", 2),
    EventType("brand-registration.brand-failure", "A2P.BrandRegistrationFailure", 3),
    EventType("brand-registration.brand-verified", "A2P.BrandRegistrationVerified", 2),
    EventType("brand-registration.brand-unverified", "A2P.BrandRegistrationUnverified", 2),
    EventType("brand-registration.brand-vetted-verified", "A2P.BrandRegistrationVettedVerified", 2),
    EventType(
        "brand-registration.brand-secondary-vetting-failure",
        "A2P.BrandRegistrationSecondaryVettingFailure",
        2,
    ),
    EventType("brand-registration.invalid-contact-email", "A2P.BrandRegistrationInvalidContactEmail", 2),
    EventType("brand-registration.email-2fa-clicked", "A2P.BrandRegistrationEmail2FAClicked", 2),
    EventType("campaign-registration.campaign-submitted", "A2P.CampaignRegistrationSubmitted", 2),
    EventType("campaign-registration.campaign-failure", "A2P.CampaignRegistrationFailure", 2),
    EventType("campaign-registration.campaign-approved", "A2P.CampaignRegistrationApproved", 2),
    EventType("campaign-registration.campaign-deleted", "A2P.CampaignRegistrationDeleted", 2),
    EventType(
        "campaign-registration.suspended-campaign-delete-submitted",
        "A2P.SuspendedCampaignRegistrationDeleteSubmitted",
        1,
    ),
    EventType("number-registration.pending", "A2P.NumberRegistrationPending", 2),
    EventType("number-registration.successful", "A2P.NumberRegistrationSuccessful", 2),
    EventType("number-registration.failed", "A2P.NumberRegistrationFailed", 2),
    EventType("number-deregistration.pending", "A2P.NumberDeregistrationPending", 2),
    EventType("number-deregistration.successful", "A2P.NumberDeregistrationSuccessful", 2),
    EventType("number-deregistration.failed", "A2P.NumberDeregistrationFailed", 2),
)
BY_ID = {event_type.id: event_type for event_type in TYPES}
BY_SCHEMA = {event_type.schema: event_type for event_type in TYPES}


@operation("ListEventType")
def list_types(_world: World, call: Call) -> Answer:
    """Filtered by schema."""
    wanted = call.params.get("SchemaId")
    return Fixed(tuple(_describe_type(t) for t in TYPES if wanted in {None, t.schema}))


@operation("FetchEventType")
def fetch_type(_world: World, call: Call) -> Answer:
    """One type."""
    if call.path["Type"] not in BY_ID:
        raise NotFound
    return _describe_type(BY_ID[call.path["Type"]])


@operation("FetchSchema")
def fetch_schema(_world: World, call: Call) -> Answer:
    """One schema, with its latest version."""
    return _describe_schema(_find_schema(call))


@operation("ListSchemaVersion")
def list_versions(_world: World, call: Call) -> Answer:
    """All versions of a schema, newest first."""
    event_type = _find_schema(call)
    return Fixed(tuple(_describe_version(event_type, n) for n in range(event_type.version, 0, -1)))


@operation("FetchSchemaVersion")
def fetch_version(_world: World, call: Call) -> Answer:
    """One version of a schema."""
    event_type, number = _find_schema(call), call.path["SchemaVersion"]
    if not 1 <= int(number) <= event_type.version:
        raise NotFound
    return _describe_version(event_type, int(number))


def _find_schema(call: Call) -> EventType:
    if call.path["Id"] not in BY_SCHEMA:
        raise NotFound
    return BY_SCHEMA[call.path["Id"]]


def _describe_type(event_type: EventType) -> Document:
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


def _describe_schema(event_type: EventType) -> Document:
    return {
        "id": event_type.schema,
        "latest_version": event_type.version,
        "latest_version_date_created": INTRODUCED,
        "url": f"/v1/Schemas/{event_type.schema}",
        "links": {"versions": f"/v1/Schemas/{event_type.schema}/Versions"},
    }


def _describe_version(event_type: EventType, number: int) -> Document:
    return {
        "id": event_type.schema,
        "schema_version": number,
        "date_created": INTRODUCED,
        "url": f"/v1/Schemas/{event_type.schema}/Versions/{number}",
        "raw": f"{SCHEMAS_SITE}/{event_type.schema}/{number}",
    }
