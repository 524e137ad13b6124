"""The control API under /_sim: the world outside Twilio, such as the clock and the reviewers."""
