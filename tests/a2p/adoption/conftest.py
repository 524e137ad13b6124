"""An account with customers in it that no stack has, and a project to adopt it into."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.adoption_runs import Account
from tests.support.simulator import ROOT, SimulatorProcess
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


@pytest.fixture
def project(tmp_path: Path, simulator: SimulatorProcess, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, signed in to the simulator; the current folder."""
    shutil.copy(ROOT / "Pulumi.yaml", tmp_path)
    (tmp_path / "stacks").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TWILIO_ACCOUNT_SID", simulator.account_sid)
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", simulator.auth_token)
    return tmp_path
