"""What the walkthroughs of documents 000 to 004 end with, whichever of Twilio's libraries walks."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RESULTS: dict[str, Any] = {
    "brand": "VERIFIED",  # 001
    "campaign": "VERIFIED",
    "rejected": 30893,  # 004
    "updated": "PENDING",
    "listed": 1,  # 003
    "usecase": "SOLE_PROPRIETOR",
    "missing": 21727,  # 002
    "length": 21728,
    "opt_in_keywords": ["START", "JOIN"],
    "opt_out_is_twilios": True,
    "external": ["VERIFIED", True],  # 000
}


def walk(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a program with the ready line of a new simulator; it has to print the results as JSON."""
    settings = ("--set", "require_policy_urls=on")
    with SimulatorProcess.start(0, ":memory:", 0.0, *settings) as simulator:
        ready = {
            "url": simulator.url,
            "account_sid": simulator.account_sid,
            "auth_token": simulator.auth_token,
            "primary_customer_profile_sid": simulator.primary_customer_profile_sid,
            "phone_numbers": simulator.phone_numbers,
        }
        run = subprocess.run(
            [*command, json.dumps(ready)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )
    assert run.returncode == 0, run.stderr
    numbers = [simulator.phone_numbers[0]["phone_number"]]
    assert json.loads(run.stdout) == RESULTS | {"numbers": numbers}
