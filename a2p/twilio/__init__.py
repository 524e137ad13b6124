"""The one way out: every call to Twilio is made in this package, through the official SDK."""
