"""The calls to Twilio, against the simulator and against servers that misbehave."""
