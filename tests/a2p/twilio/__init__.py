"""The door out, against the simulator and against servers that misbehave."""
