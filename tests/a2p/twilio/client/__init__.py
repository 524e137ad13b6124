"""What carries calls to Twilio: retries, rate limits, deadlines, hosts, settings."""
