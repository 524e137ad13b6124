"""What starts the real engine and is not in the sample of tests/e2e: `make test-all`."""
