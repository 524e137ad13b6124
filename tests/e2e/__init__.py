"""What a user sees: the real engine, the real simulator."""
