"""The command `a2p`, with the engine it runs."""
