"""Fixtures of the tests that start the real engine, for tests/e2e/conftest.py and tests/all/conftest.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.simulator import SimulatorProcess
from tests.support.starting_points import StartingPoints

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEED = 100  # simulated seconds a second: 30 s are 0.3 s


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    """One for each test, fast enough that the mandated waits pass in tenths of a second."""
    with SimulatorProcess.start(speed=SPEED) as running:
        yield running


@pytest.fixture(scope="session")
def starting_points(tmp_path_factory: pytest.TempPathFactory) -> StartingPoints:
    """Customers' stacks on the real engine, each built once a session and then copied."""
    return StartingPoints.of_session(tmp_path_factory)
