"""For all tests: each starts the simulators it needs, and none is sent to the one that `make up` started."""

from __future__ import annotations

import os

os.environ.pop("A2P_SIMULATOR_URL", None)
