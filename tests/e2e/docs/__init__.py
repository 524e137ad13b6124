"""The page that a stranger begins with."""
