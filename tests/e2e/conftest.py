"""One simulator a test, fast enough that the mandated waits pass in tenths of a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

SPEED = 100  # simulated seconds a second: 30 s are 0.3 s


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=SPEED) as running:
        yield running
