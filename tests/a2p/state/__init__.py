"""The state of stacks, in every kind of store."""
