"""What the documentation promises, tried."""
