"""Credentials and the credentials that speak for them."""
