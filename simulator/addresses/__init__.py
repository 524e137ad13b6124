"""Postal addresses of the 2010 API, and what a verification service says of them."""

from simulator.addresses import resource, verification

__all__ = ["resource", "verification"]
