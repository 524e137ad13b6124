"""The walkthrough by the official Node library; conftest.py leaves this out where node is missing."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.support.simulator import SimulatorProcess

VERSION = "6.2.0"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "a2p" / f"node-twilio-{VERSION}"


def installed() -> Path:
    """The library, fetched from npm once and kept outside the repository."""
    modules = CACHE / "node_modules"
    if not (modules / "twilio" / "package.json").exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(CACHE), f"twilio@{VERSION}"]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    return modules


def test_the_node_library_walks_from_profile_to_phone_number() -> None:
    modules = installed()
    with SimulatorProcess.start(speed=0) as simulator:
        ready = {
            "url": simulator.url,
            "account_sid": simulator.account_sid,
            "auth_token": simulator.auth_token,
            "primary_customer_profile_sid": simulator.primary_customer_profile_sid,
            "phone_numbers": simulator.phone_numbers,
        }
        script = Path(__file__).with_name("walkthrough.js")
        run = subprocess.run(
            ["node", str(script), json.dumps(ready)],
            env={**os.environ, "NODE_PATH": str(modules)},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {
        "brand": "VERIFIED",
        "campaign": "VERIFIED",
        "numbers": [simulator.phone_numbers[0]["phone_number"]],
    }
