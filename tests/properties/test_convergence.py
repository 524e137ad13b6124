"""
From any state that can be reached, and for any declaration, a few runs bring the stack to rest.

On the way: no second Brand, no second OTP within a day, no approved Campaign deleted without consent, no call
before its time, no write in a preview (requirements G3, G7, O4, C10, M2; design, sections 4 to 8).
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.properties.machine import Figures, Reconciliation
from tests.support.miniature import World
from tests.support.stories.edits import EXAMPLES, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

NIGHTLY = "A2P_NIGHTLY_EXAMPLES"  # how many stories `make nightly` tells, of each kind of customer
EXAMPLES_A_TEST, LONGEST_STORY = 50, 8


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with World.started(tmp_path_factory.mktemp("state-home")) as started:
        yield started


def _size() -> settings:
    """The same stories each time; at night, others and more."""
    nightly = int(os.environ.get(NIGHTLY, "0"))
    return settings(
        max_examples=nightly or EXAMPLES_A_TEST,
        stateful_step_count=LONGEST_STORY,
        derandomize=not nightly,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    )


@pytest.mark.timeout(0 if NIGHTLY in os.environ else 900)
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_story_ends_at_rest(name: str, world: World) -> None:
    figures = Figures()
    story = type("Story", (Reconciliation,), {"world": world, "kind": Kind(name), "figures": figures})

    run_state_machine_as_test(story, settings=_size())

    sys.stdout.write(f"{name}: {figures}\n")
    assert figures.rested >= figures.stories / 2, "most stories need nobody's support"
