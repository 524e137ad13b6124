"""A run that buys a number may die at any call: the number is bought once, and sends in the end."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from a2p.plan import Consent
from a2p.run_log import ENV, RunLog
from tests.support.miniature import Death, MiniatureStack, Moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def give_up(world: World, *, release: bool) -> MiniatureStack:
    """A customer with a bought number beside another one, which the stack file has no more."""
    stack = begin(world)
    other = world.simulator.phone_numbers[0]["sid"]
    stack.declared["phone_numbers"].append(other)
    stack.declared["phone_numbers"][0] |= {"release": True} if release else {}
    assert stack.up().ok
    stack.declared["phone_numbers"] = [other]
    return stack


def tell(stack: MiniatureStack, log: Path) -> list[str]:
    """What the next preview says of the number itself."""
    log.unlink(missing_ok=True)
    with patch.dict(os.environ, {ENV: str(log)}):
        stack.preview()
    lines = log.read_bytes().splitlines(keepends=True) if log.exists() else []
    return [
        each.verdict.value for each in RunLog.from_lines(lines).verdicts if each.resource == "PhoneNumber"
    ]


@pytest.mark.parametrize("verdict", ["keep", "delete"])
def test_what_becomes_of_a_number_is_told_until_it_has_happened(
    world: World,
    tmp_path: Path,
    verdict: str,
) -> None:
    release = verdict == "delete"
    log = tmp_path / "verdicts.jsonl"
    stack = give_up(world, release=release)
    assert tell(stack, log) == [verdict]
    calls = stack.up().calls

    for call in range(1, calls + 1):
        stack = give_up(world, release=release)
        assert stack.up(Death(call, Moment.BEFORE_SENDING)).died
        state = world.state()
        owned = {each["sid"] for each in state["incoming_number"] if each["friendly_name"] == MARK}
        pending = owned if release else owned & {each["sid"] for each in state["pool_number"]}

        assert tell(stack, log) == [verdict] * len(pending), call

        assert stack.up().ok
        assert tell(stack, log) == [], call
        kept = [each for each in world.state()["incoming_number"] if each["friendly_name"] == MARK]
        assert len(kept) == (not release), call
