"""Tells stories until so many have been told, and holds each against what must always be true."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.properties.machine import Figures, Reconciliation
from tests.support.stories.edits import Kind

if TYPE_CHECKING:
    from tests.support.miniature import World

LONGEST_STORY = 8  # steps


def tell_stories(kind: str, world: World, examples: int, *, same_each_time: bool) -> None:
    """
    Tell that many stories of one kind of customer. The figures go to standard output.

    same_each_time: no chance in it, so that a failure is met again.

    Raises:
        AssertionError: one of them did not end at rest, or most need somebody's support.
    """
    figures = Figures()
    story = type("Story", (Reconciliation,), {"world": world, "kind": Kind(kind), "figures": figures})
    size = settings(
        max_examples=examples,
        stateful_step_count=LONGEST_STORY,
        derandomize=same_each_time,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    )

    run_state_machine_as_test(story, settings=size)

    sys.stdout.write(f"{kind}: {figures}\n")
    assert figures.rested >= figures.stories / 2, "most stories need nobody's support"
