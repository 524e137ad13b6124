"""What somebody does in Twilio's Console, and what a command says, as tests of several folders need it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from tests.support.command import CommandOutput
    from tests.support.simulator import SimulatorProcess


def words(ran: CommandOutput) -> str:
    """Everything that a command has said, on one line."""
    return " ".join((ran.out + ran.err).split())


def post(simulator: SimulatorProcess, path: str, **data: Any) -> None:
    """A call of Twilio's API that is none of the stack's."""
    auth = (simulator.account_sid, simulator.auth_token)
    answer = requests.post(f"{simulator.url}{path}", data=data, auth=auth, timeout=30)
    assert answer.ok, answer.text
