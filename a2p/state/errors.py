"""
What keeps a state from being read or written.

A2PError
  StateError
    StateUnreachable       the store does not answer, refuses the credentials, or is not there
    DriverMissing          the library for this kind of store is not installed
    CheckpointUnreadable   one stack's checkpoint is cut off or empty; the others are fine
"""

from a2p.errors import A2PError


class StateError(A2PError):
    """A state cannot be read or written."""


class StateUnreachable(StateError):
    """The store does not answer, refuses the credentials, or is not there."""


class DriverMissing(StateError):
    """The library for this kind of store is not installed."""


class CheckpointUnreadable(StateError):
    """
    One stack's checkpoint cannot be read, for example after a full disk.

    stack: its name. key: the object. backup: the key of the engine's `.bak` if that one can be read, else "".
    """

    def __init__(self, stack: str, key: str, reason: str, *, backup: str = "", remedy: str = "") -> None:
        self.stack, self.key, self.backup = stack, key, backup
        super().__init__(f"its checkpoint {key} cannot be read: {reason}", remedy=remedy, where=stack)
