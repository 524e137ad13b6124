"""The simulator, where that takes more than one process of it, or half a minute."""
