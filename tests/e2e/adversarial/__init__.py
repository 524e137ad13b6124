"""Answers that are not Twilio's, to every operation in its turn."""
