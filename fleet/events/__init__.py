"""What Twilio and The Campaign Registry tell: verified, in one shape, and stored."""
