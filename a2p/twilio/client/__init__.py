"""What carries calls to Twilio: session, retries, rate limits, deadlines. It knows no call's meaning."""
