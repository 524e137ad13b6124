"""What starts the real engine or takes long, and is not in the sample of `make test`: `make test-all`."""
