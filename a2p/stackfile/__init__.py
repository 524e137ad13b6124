"""
A stack file as text: read with the place of every key, checked offline, and written with its comments kept.

Nothing here asks Pulumi or Twilio. What a file means, a2p/declared says; what reviewers think, a2p/lint.
"""
