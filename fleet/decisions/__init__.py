"""What may be done without a person, what it may cost, and when to look again."""
