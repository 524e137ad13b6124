"""What Twilio's events tell of a number's registration is kept beside the state of the customer's stack."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from a2p.engine.project import EngineProject
from a2p.state.backends.files import FileStore
from a2p.state.reasons import load_reasons
from a2p.state.state import StoredState
from fleet.events.inbox import StoredEvent
from fleet.events.payloads import EVENT, parse_events
from fleet.server import keep_reason
from simulator.events.payloads import describe_number

if TYPE_CHECKING:
    from pathlib import Path

NUMBER, SERVICE = "PN" + "1" * 32, "MG" + "2" * 32
BEGAN = datetime(2026, 11, 25, tzinfo=UTC)
_TYPE = "com.twilio.messaging.compliance.number-registration."


def event(what: str, version: int, *, minutes: int) -> StoredEvent:
    """As the simulator writes it, parsed and stored, so many minutes after the first one."""
    number = {
        "account_sid": "AC1",
        "sid": NUMBER,
        "phone_number": "+12065550100",
        "service_sid": SERVICE,
        "_registration": {"failed": "failure"}.get(what, what),
        "_registration_error": 30126,
    }
    data = describe_number(number, {}, "QE1", version, BEGAN.timestamp())
    cloud_event = {"id": f"EZ{minutes}", "type": f"{_TYPE}{what}", "data": data}
    (got,) = parse_events(json.dumps([cloud_event]).encode())
    subjects = " ".join(got.subjects)
    at = BEGAN + timedelta(minutes=minutes)
    return StoredEvent(1, EVENT, got.type, subjects, got.status, got.reason, "acme", at)


@pytest.mark.parametrize("version", [1, 2])
def test_the_last_that_happened_stands_in_whatever_order_it_comes(tmp_path: Path, version: int) -> None:
    state = StoredState(FileStore(tmp_path / "state"), "a2p")
    project = EngineProject(tmp_path, "a2p", tmp_path / "stacks", {}, state)

    keep_reason(project, "acme", event("failed", version, minutes=2))
    keep_reason(project, "acme", event("pending", version, minutes=1))

    told = load_reasons(state, ["acme"])["acme"][NUMBER]
    assert told.status == "failed"
    assert told.reason.endswith("/30126")

    keep_reason(project, "acme", event("successful", version, minutes=3))

    again = load_reasons(state, ["acme"])["acme"][NUMBER]
    assert (again.status, again.reason) == ("successful", "")
