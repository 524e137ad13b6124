"""Stack files as text."""
