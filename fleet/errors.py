"""What keeps the fleet from working."""

from a2p.errors import A2PError


class FleetError(A2PError):
    """The database, a worker's name or an argument is not as it has to be; the message says what to do."""
