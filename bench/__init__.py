"""Measurements. They print figures and judge nothing; run them on a quiet machine."""
