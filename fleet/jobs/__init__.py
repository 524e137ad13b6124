"""The durable jobs: the seam to their engine, its tables, and what other versions have left in it."""
