"""A run that buys a number may die at any call: the number is bought once, and sends in the end."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from a2p.plan import Consent
from tests.support.miniature import Death, MiniatureStack, Moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.miniature import World

MARK = "a2p/customer#main"


@pytest.fixture(autouse=True)
def _consent() -> Iterator[None]:
    with patch.dict(os.environ, {Consent.NUMBER_PURCHASE.value: "true"}):
        yield


def begin(world: World) -> MiniatureStack:
    """A customer whose campaign is at the registry, and whose only number is to be bought."""
    world.begin_again()
    stack = MiniatureStack.of_example("example-external", world)
    stack.declared["phone_numbers"] = [{"buy": {"area_code": "206"}}]
    stack.declared["external_campaign"].pop("share_accepted_on", None)
    return stack


def test_a_run_killed_at_any_call_buys_one_number(world: World) -> None:
    calls = begin(world).up().calls
    assert calls > 5

    for moment in Moment:
        for call in range(1, calls + 1):
            stack = begin(world)
            assert stack.up(Death(call, moment)).died

            assert stack.up().ok, f"{moment} {call}"

            owned = [each for each in world.state()["incoming_number"] if each["friendly_name"] == MARK]
            pooled = {each["sid"] for each in world.state()["pool_number"]}
            assert len(owned) == 1, f"{moment} {call}"
            assert owned[0]["sid"] in pooled, f"{moment} {call}"
            assert {step for step, _ in stack.preview().steps} <= {"same", "read"}, f"{moment} {call}"
