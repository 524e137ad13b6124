"""Stories of edits, reviews, drift and kills: their steps, and the log that tells them."""
