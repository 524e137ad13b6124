"""Whom to tell that they must act, when, and by which way."""
