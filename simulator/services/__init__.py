"""Messaging Services."""

from simulator.services import resource, senders

__all__ = ["resource", "senders"]
