"""The simulator, tested over real HTTP in its own process."""
