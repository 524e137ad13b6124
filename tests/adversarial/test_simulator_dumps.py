"""What the simulator's command line shows of the customers in it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.support.sessions import open_session
from tests.support.simulator import ROOT

if TYPE_CHECKING:
    from tests.support.customers import UniqueCustomer
    from tests.support.simulator import SimulatorProcess


def shown(simulator: SimulatorProcess, *arguments: str) -> str:
    command = [sys.executable, "-m", "simulator", *arguments, "--url", simulator.url]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_state_and_requests_hide_personal_values_unless_they_are_asked_for(
    simulator: SimulatorProcess, customer: UniqueCustomer
) -> None:
    with open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as session:
        profile = customer.with_profile(session).bundle.sid
    email = f"jane{customer.number}@janesgardencare.com"
    personal = (email, customer.mobile, f"{customer.number + 1} Valencia St", "Jane Doe")

    for command in ("state", "requests"):
        hidden, whole = shown(simulator, command), shown(simulator, command, "--personal")

        assert profile in hidden
        for value in personal:
            assert value not in hidden, (command, value)
            assert value in whole, (command, value)
