"""A scan of an account of which some answers never come, with the pauses of real retries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.drift.account_reader import AccountReader
from a2p.errors import TwilioUnreachable
from tests.support.sessions import open_session
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.twilio.client.session import Session


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=300) as process:
        yield process


@pytest.fixture
def session(simulator: SimulatorProcess) -> Iterator[Session]:
    with open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as opened:
        yield opened


def test_what_is_not_answered_concerns_its_own_customer_alone(
    session: Session, simulator: SimulatorProcess
) -> None:
    create = session.client.messaging.v1.services.create
    lost, answered = (f"/v1/Services/{create(friendly_name=name).sid}" for name in ("lost", "answered"))
    simulator.control("POST", "/faults", {"kind": "reset_before", "path": f"{lost}$", "times": 100})
    reader = AccountReader(session)

    reader.read([lost, answered])

    assert reader.find_digest(answered)
    assert not reader.find_digest(lost)


def test_a_list_that_is_not_answered_is_read_one_by_one(
    session: Session, simulator: SimulatorProcess
) -> None:
    create = session.client.messaging.v1.services.create
    paths = [f"/v1/Services/{create(friendly_name=str(index)).sid}" for index in range(3)]
    fault = {"kind": "error", "method": "GET", "path": "/v1/Services$", "status": 503, "times": 100}
    simulator.control("POST", "/faults", fault)
    reader = AccountReader(session, few=1)

    reader.read(paths)

    assert all(map(reader.find_digest, paths))


def test_an_account_that_answers_nothing_is_told_as_one(
    session: Session, simulator: SimulatorProcess
) -> None:
    simulator.control("POST", "/faults", {"kind": "reset_before", "path": "/v1/Services/", "times": 10_000})
    reader = AccountReader(session)

    with pytest.raises(TwilioUnreachable):
        reader.read(f"/v1/Services/MG{index:032x}" for index in range(40))
