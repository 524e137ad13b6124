"""A run that is not to wait ends at a pause that Twilio demands, and the next one makes nothing twice."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from a2p.run_log import ENV, RunLog
from a2p.twilio.waits import DEFER
from tests.support.miniature import MiniatureStack, World

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.miniature import Run

ONCE = {"bundle": 2, "brand": 1, "service": 1}


def run_without_waiting(stack: MiniatureStack, log: Path) -> Run:
    began = stack.world.now()
    with patch.dict(os.environ, {DEFER: "true", ENV: str(log)}):
        run = stack.up()
    assert stack.world.now() - began < 10, "it waited"
    assert run.ok or "here, and this run does not wait" in run.failure
    return run


@pytest.mark.parametrize("example", ["example", "example-standard"])
def test_a_registration_goes_on_from_pause_to_pause(example: str, world: World, tmp_path: Path) -> None:
    world.begin_again()
    stack = MiniatureStack.of_example(example, world)
    pauses: list[int | None] = []
    for number in range(5):
        log = tmp_path / f"{number}.jsonl"
        if run_without_waiting(stack, log).ok:
            break
        (failure,) = RunLog.from_lines(log.read_bytes().splitlines(keepends=True)).failures
        assert failure.is_pending
        pauses.append(failure.again_after)
        world.advance(failure.again_after or 0)

    assert 2 <= len(pauses) <= 4  # its checks change a bundle, so who comes later waits anew
    assert all(pause and 5 < pause <= 31 for pause in pauses)
    assert stack.outputs()["stage"] == "waiting_for_brand"
    made = world.control("GET", "/state")
    assert {kind: len(made[kind]) - _existing(kind) for kind in ONCE} == ONCE

    world.advance(31)
    assert stack.up().ok
    made = world.control("GET", "/state")
    assert {kind: len(made[kind]) - _existing(kind) for kind in ONCE} == ONCE


def _existing(kind: str) -> int:
    """What is there before: the ISV's own primary profile."""
    return 1 if kind == "bundle" else 0
