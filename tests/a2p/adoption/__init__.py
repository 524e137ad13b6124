"""Adoption, against the real simulator."""
