"""For all tests: each signs in to a simulator of its own; the user's environment says nothing."""

from __future__ import annotations

import os

for name in [name for name in os.environ if name.startswith("TWILIO_") or name == "A2P_SIMULATOR_URL"]:
    del os.environ[name]
