"""A run is killed whose state is in PostgreSQL or in a bucket: one further `a2p up` puts it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.elsewhere import BACKENDS, declare_elsewhere
from tests.support.killed_up import kill_at_the_brand, require_converged_by_one_up
from tests.support.simulator import SimulatorProcess
from tests.support.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.stack import Stack


@pytest.fixture(params=BACKENDS)
def stack(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stack]:
    """A customer that is declared and was never begun."""
    with SimulatorProcess.start(speed=100) as simulator:
        yield declare_elsewhere(request, tmp_path, simulator)


@pytest.mark.parametrize("who", ["engine", "plugin", "a2p"])
def test_whoever_is_killed_one_further_up_puts_it_right(stack: Stack, who: str) -> None:
    kill_at_the_brand(stack, who)
    wait_until(lambda: who == "engine" or not stack.state.list_all_locks())

    require_converged_by_one_up(stack)
