"""Linters of the pipelines that have to be built first."""
