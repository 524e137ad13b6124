"""Runs of many customers at once: planned, shown, checked, and carried out in order."""
