"""What the next `a2p up` would do to many customers, in one report, and the brakes that may hold it."""
