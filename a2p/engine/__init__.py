"""
The Pulumi engine as a program that is run: its environment, its state, its locks, its wreckage.

Imports nothing of Pulumi, and nothing that takes long.
"""
