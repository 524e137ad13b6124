"""That the measure of reliability notices a failure."""
