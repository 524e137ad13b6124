"""The examples for pipelines."""
