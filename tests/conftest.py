"""For all tests: each starts the simulators it needs and signs in to them; the user's environment says nothing."""

from __future__ import annotations

import os

for name in [name for name in os.environ if name.startswith("TWILIO_") or name == "A2P_SIMULATOR_URL"]:
    del os.environ[name]
