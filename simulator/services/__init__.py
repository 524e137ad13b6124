"""Messaging Services."""

from simulator.services import resource

__all__ = ["resource"]
