"""
For all tests: each signs in to a simulator of its own; the user's environment says nothing.

And what a test starts heeds an interrupt. What a shell starts in the background ignores SIGINT, and so would
all that it starts in turn; a handler, of all things, is not inherited, and leaves the default.
"""

from __future__ import annotations

import os
import signal

for name in [name for name in os.environ if name.startswith("TWILIO_") or name == "A2P_SIMULATOR_URL"]:
    del os.environ[name]

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
