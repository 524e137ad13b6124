"""What a user sees, on the real engine: a sample of everything, for `make test`."""
