"""Phone numbers: those the account owns, and those in the pool of a Messaging Service."""

from simulator.numbers import incoming, pool, registration

__all__ = ["incoming", "pool", "registration"]
