"""Phone numbers: those the account owns, and those in the pool of a Messaging Service."""

from simulator.numbers import available, incoming, pool, registration

__all__ = ["available", "incoming", "pool", "registration"]
