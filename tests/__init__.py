"""The tests; their folders have the names of what they test."""
