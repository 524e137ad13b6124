"""What the last run of a stack has recorded, read without the engine."""
