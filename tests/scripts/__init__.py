"""The scripts that set a fresh clone up, run as a user runs them; nothing is built and nothing is fetched."""
