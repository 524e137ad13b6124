"""As many stories as there is time for: `make nightly`."""
