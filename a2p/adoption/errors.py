"""
What keeps a customer from being adopted.

A2PError
  NotAdoptable          no declaration says what is there; `summary` is the reason, `remedy` what to do
"""

from a2p.errors import A2PError


class NotAdoptable(A2PError):
    """One customer cannot be declared as it is. The others can."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason, remedy=remedy)
