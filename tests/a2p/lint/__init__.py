"""What the lint says of texts, and what it leaves alone."""
