"""
The Pulumi engine as a program that is run: its environment, state, locks, and what it leaves when it is killed.

Imports nothing of Pulumi, and nothing that takes long.
"""
