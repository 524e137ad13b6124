"""Event Streams: types, sinks, subscriptions, and the events of a registration (S2)."""

from simulator.events import sinks, stream, subscriptions, types

__all__ = ["sinks", "stream", "subscriptions", "types"]
