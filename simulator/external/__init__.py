"""Campaigns registered directly with The Campaign Registry and shared with Twilio (E1 to E8)."""

from simulator.external import associations, tcr

__all__ = ["associations", "tcr"]
