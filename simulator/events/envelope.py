"""CloudEvents: the envelope of an event, and its way to a webhook sink."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from simulator.outbound.deliveries import send_events

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World

SCHEMAS = "https://events-schemas.twilio.com"


def wrap_event(world: World, type_: str, schema: str, data: dict[str, Any], now: float) -> Document:
    """One event."""
    moment = datetime.fromtimestamp(now, UTC)
    return {
        "specversion": "1.0",
        "type": type_,
        "source": world.sids.new("AB"),
        "id": world.sids.new("EZ"),
        "dataschema": f"{SCHEMAS}/{schema}",
        "datacontenttype": "application/json",
        "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "data": data,
    }


def deliver_event(world: World, sink: Document, event: Document, now: float) -> None:
    """Webhooks get a JSON array, even of one event; other sinks are not simulated."""
    if sink["sink_type"] == "webhook":
        destination = sink["sink_configuration"]["destination"]
        send_events(world, sink["account_sid"], destination, [event], now)
