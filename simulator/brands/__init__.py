"""Brands: registration with The Campaign Registry, identity by OTP, vettings."""

from simulator.brands import otp, registrations, review, vettings

__all__ = ["otp", "registrations", "review", "vettings"]
