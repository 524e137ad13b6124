"""Campaigns (Usa2p): registration, edit, review, use cases."""

from simulator.campaigns import resource, review, usecases

__all__ = ["resource", "review", "usecases"]
