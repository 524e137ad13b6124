"""Plain requests to a simulator, without an SDK between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import requests

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess


def raw(simulator: SimulatorProcess, method: str, path: str, form: Any = None) -> tuple[int, Any, Any]:
    """Status, body and headers of one plain request."""
    auth = (simulator.account_sid, simulator.auth_token)
    answer = requests.request(method, simulator.url + path, data=form, auth=auth, timeout=30)
    return answer.status_code, answer.json() if answer.content else None, answer.headers
