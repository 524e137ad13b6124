"""The pages of the documentation, run from their first command to their last."""
