"""
What keeps a run from being started.

A2PError
  EngineFailure
    NotSetUp           there is no engine, no environment or no project to run it in
    NoSuchStack        no such customer is declared, or its state is somewhere else
    Busy               another run of the same stack is at work
    NotOurs            a lock whose owner cannot be looked at from here
"""

from a2p.errors import A2PError


class EngineError(A2PError):
    """Nothing was run."""


class NotSetUp(EngineError):
    """There is no engine, no environment or no project to run it in."""


class NoSuchStack(EngineError):
    """No such customer is declared, or its state is somewhere else."""


class Busy(EngineError):
    """Another run of the same stack is at work, and both would write the same state."""


class NotOurs(EngineError):
    """A lock whose owner runs on another machine, so nobody here can say whether it still lives."""
