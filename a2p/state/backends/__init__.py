"""The kinds of places where states are: files, PostgreSQL, buckets, Pulumi Cloud."""
