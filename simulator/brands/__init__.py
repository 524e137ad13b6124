"""Brands: registration with The Campaign Registry, identity by OTP, vettings."""

from simulator.brands import authentication, otp, registrations, review, vettings

__all__ = ["authentication", "otp", "registrations", "review", "vettings"]
