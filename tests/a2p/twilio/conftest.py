"""One simulator process for all tests of a worker; each test has a customer of its own."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.support.customers import UniqueCustomer
from tests.support.sessions import door_to
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.twilio.client.session import Door

SPEED = 300  # the mandated 30 s are a tenth of a second
_numbers = itertools.count()


@pytest.fixture(scope="session")
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=SPEED) as process:
        yield process


@pytest.fixture
def door(simulator: SimulatorProcess) -> Iterator[Door]:
    """The first run's."""
    with door_to(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as opened:
        yield opened


@pytest.fixture
def later(simulator: SimulatorProcess) -> Iterator[Door]:
    """The next run's, which knows only what Twilio shows."""
    with door_to(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as opened:
        yield opened


@pytest.fixture
def customer(simulator: SimulatorProcess) -> UniqueCustomer:
    return UniqueCustomer(simulator, next(_numbers))
