"""One simulator for all tests of a worker; each test has a proxy in front of it and a customer of its own."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.support.customers import UniqueCustomer
from tests.support.proxy import Proxy
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEED = 1000  # the mandated 30 s are a thirtieth of a second
_numbers = itertools.count(7000)


@pytest.fixture(scope="session")
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=SPEED) as process:
        yield process


@pytest.fixture
def proxy(simulator: SimulatorProcess) -> Iterator[Proxy]:
    with Proxy(simulator.url) as between:
        yield between


@pytest.fixture
def customer(simulator: SimulatorProcess) -> UniqueCustomer:
    return UniqueCustomer(simulator, next(_numbers))
