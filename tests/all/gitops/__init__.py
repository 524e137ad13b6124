"""The pipelines of docs/gitops, run from a commit to a registered customer."""
