"""`POST /_sim/reset`: a new world in the same process, for tests of many short stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess
from tests.support.walkthrough import WalkthroughCustomer

if TYPE_CHECKING:
    from collections.abc import Iterator

THEN = 1_767_225_600.0  # 2026-01-01


@pytest.fixture(scope="module")
def simulator() -> Iterator[SimulatorProcess]:
    """One of its own: what a reset forgets may not be another test's."""
    with SimulatorProcess.start(0, ":memory:", 0.0, "--start-time", str(THEN)) as process:
        yield process


def test_a_reset_world_is_as_at_the_first_start(simulator: SimulatorProcess) -> None:
    at_first = simulator.control("GET", "/state")
    WalkthroughCustomer(sdk(simulator), simulator).approved_sole_proprietor()
    simulator.control("POST", "/faults", {"kind": "error"})
    simulator.control("POST", "/scenarios", {"customers": [{"match": {"brand_name": "Owl, Inc."}}]})

    said = simulator.control("POST", "/reset", {"time": THEN})

    assert said == {"time": THEN, "speed": 0}
    assert simulator.control("GET", "/clock")["time"] == THEN
    assert simulator.control("GET", "/state") == at_first
    assert simulator.control("GET", "/requests") == []
    assert simulator.control("GET", "/faults") == []


def test_the_same_story_after_a_reset_has_the_same_sids(simulator: SimulatorProcess) -> None:
    brands = []
    for _ in range(2):
        simulator.control("POST", "/reset", {"time": THEN})
        brands.append(WalkthroughCustomer(sdk(simulator), simulator).approved_sole_proprietor().brand)

    assert brands[0] == brands[1]


def test_nothing_that_was_due_happens_to_the_new_world(simulator: SimulatorProcess) -> None:
    story = WalkthroughCustomer(sdk(simulator), simulator).verified_sole_proprietor()
    story.create_campaign()
    simulator.control("POST", "/reset")
    begun: Any = simulator.control("GET", "/state")

    simulator.advance(40 * 24 * 3600)

    assert simulator.control("GET", "/state") == begun


@pytest.mark.parametrize("moment", [-1, "noon", 1e300])
def test_a_time_that_is_none_is_refused(simulator: SimulatorProcess, moment: object) -> None:
    answer = requests.post(f"{simulator.url}/_sim/reset", json={"time": moment}, timeout=10)

    assert answer.status_code == 400
    assert "time" in answer.json()["message"]
