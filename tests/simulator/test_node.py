"""The walkthrough by the official Node library; conftest.py leaves this out where it cannot be."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.support import node
from tests.support.simulator import SimulatorProcess


def test_the_node_library_walks_from_profile_to_phone_number() -> None:
    modules = node.install()
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
