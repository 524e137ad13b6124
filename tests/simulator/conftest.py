"""One simulator process for a test module; tests keep apart by making their own customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support import node
from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess
from tests.support.walkthrough import WalkthroughCustomer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def simulator() -> Iterator[SimulatorProcess]:
    """
    A simulator whose clock stands still until a test puts it forward.

    So two registrations come in the same second; that this is refused is a rule with tests of its own (U9).
    """
    with SimulatorProcess.start(0, ":memory:", 0.0, "--set", "limit_registrations=off") as process:
        yield process


@pytest.fixture(scope="module")
def client(simulator: SimulatorProcess) -> Any:
    """The official SDK, pointed at it."""
    return sdk(simulator)


collect_ignore = [] if node.is_usable() else ["test_node.py"]


def pytest_report_header() -> str:
    """Say it aloud when a test is left out."""
    return (
        "node: usable" if node.is_usable() else "node: unusable, so tests/simulator/test_node.py is left out"
    )


_numbers = iter(range(10_000))


@pytest.fixture
def customer(simulator: SimulatorProcess, client: Any) -> WalkthroughCustomer:
    """A customer with an address, an e-mail and a mobile number of its own."""
    number = next(_numbers)
    return WalkthroughCustomer(
        client,
        simulator,
        mobile=f"+1415556{number:04d}",
        email=f"jane{number}@jane.example.com",
        street=f"{number + 1} Market St",
    )
