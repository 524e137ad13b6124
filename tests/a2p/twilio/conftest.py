"""One simulator process for all tests of a worker; each test has a customer of its own."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from a2p.plan import Gate
from a2p.twilio import campaigns
from tests.support.customers import UniqueCustomer
from tests.support.sessions import open_session
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.twilio.client.session import Session

SPEED = 300  # the mandated 30 s are a tenth of a second
_numbers = itertools.count()


@pytest.fixture(scope="session")
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=SPEED) as process:
        yield process


@pytest.fixture
def session(simulator: SimulatorProcess) -> Iterator[Session]:
    """The first run's."""
    with open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as opened:
        yield opened


@pytest.fixture
def later(simulator: SimulatorProcess) -> Iterator[Session]:
    """The next run's, which knows only what Twilio shows."""
    with open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as opened:
        yield opened


@pytest.fixture
def customer(simulator: SimulatorProcess) -> UniqueCustomer:
    return UniqueCustomer(simulator, next(_numbers))


@pytest.fixture
def ready(session: Session, customer: UniqueCustomer) -> Any:
    """A Campaign's spec whose gate is open."""
    spec = customer.with_brand(session)
    customer.says_yes()
    session.forget(f"/v1/a2p/BrandRegistrations/{spec.brand_sid}")
    assert campaigns.wait_for_gate(session, spec) is Gate.OPEN
    return spec
