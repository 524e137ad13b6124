"""An account with customers in it that no stack has, and a project to adopt it into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.adoption_runs import Account
from tests.support.simulator import SimulatorProcess
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def _process() -> Iterator[SimulatorProcess]:
    # Time stands still but for what a test advances: a status asked for twice is the same.
    with SimulatorProcess.start(speed=0) as process:
        yield process


@pytest.fixture
def simulator(_process: SimulatorProcess) -> SimulatorProcess:
    """As at its first start: an adoption reads everything there is."""
    _process.control("POST", "/reset", {})
    return _process


@pytest.fixture
def unmanaged(simulator: SimulatorProcess) -> UnmanagedCustomers:
    return UnmanagedCustomers(simulator)


@pytest.fixture
def account(simulator: SimulatorProcess, tmp_path: Path) -> Account:
    return Account(simulator, tmp_path)
