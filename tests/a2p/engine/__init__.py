"""The engine as a program that is run."""
