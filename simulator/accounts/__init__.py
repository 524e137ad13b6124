"""Accounts, and the credentials that speak for them."""

from simulator.accounts import resource

__all__ = ["resource"]
