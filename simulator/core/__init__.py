"""The simulated world: its store, its clock, and how the domains hook themselves in. Knows no HTTP."""
