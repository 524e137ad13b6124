"""
What leaves a stack of several Campaigns, or moves within it, in a run that is killed: told and done after.

The engine deletes what is not declared any more without asking anything of it. What is left of it after a
kill has to be told by the next preview as before: which resource, why, what becomes of traffic, and refused
without a consent.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from a2p.run_log import RunLog
from tests.support.miniature.deaths import Death, Moment
from tests.support.miniature.stack import MiniatureStack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.miniature import World

_DAY = 24 * 3600
_A_MOMENT = 120  # seconds: somebody has to notice that the run is dead
MOST_RUNS = 2  # until a stack is at rest after a kill
CONSENT = {"A2P_ALLOW_TRAFFIC_LOSS": "true"}


@dataclass
class Story:
    """A customer with three approved Campaigns, and what is told of it."""

    world: World
    log: Path

    is_external: bool = False

    def begin(self, edit: Callable[[dict[str, Any]], None]) -> MiniatureStack:
        """Registered and approved; and an edit that no run has seen."""
        self.world.begin_again()
        example = "example-external" if self.is_external else "example-campaigns"
        stack = MiniatureStack.of_example(example, self.world)
        if self.is_external:
            stack.edit(self._declare_external)
        assert stack.up().ok
        self.world.advance(11 * _DAY)
        assert stack.up().ok
        stack.edit(edit)
        return stack

    def _declare_external(self, declared: dict[str, Any]) -> None:
        """Three campaigns of the registry in place of one, each shared and accepted."""
        one, numbers = declared.pop("external_campaign"), declared.pop("phone_numbers")
        numbers = [each["sid"] for each in self.world.simulator.phone_numbers]
        declared["campaigns"] = {
            name: {
                "external_campaign": one
                | {"campaign_id": self._share_one(), "share_accepted_on": "2026-01-01"},
                "phone_numbers": [number],
            }
            for name, number in zip(("orders", "sign-in", "specials"), numbers, strict=False)
        }

    def _share_one(self) -> str:
        sid = str(self.world.control("POST", "/tcr/campaigns")["campaign_id"])
        self.world.control("POST", f"/tcr/campaigns/{sid}/share")
        self.world.control("POST", f"/tcr/campaigns/{sid}/decide", {"status": "accept"})
        return sid

    def preview(self, stack: MiniatureStack) -> list[dict[str, Any]]:
        """The changes that a preview tells, and refusals."""
        self.log.unlink(missing_ok=True)
        stack.preview()
        lines = self.log.read_bytes().splitlines(keepends=True) if self.log.exists() else []
        return [
            {"label": each.label, "verdict": each.verdict.value, "traffic": each.traffic}
            for each in RunLog.from_lines(lines).verdicts
            if each.is_change or each.is_blocked
        ]

    def list_writes(self, edit: Callable[[dict[str, Any]], None]) -> list[tuple[int, str]]:
        """Of the whole run: the number among its calls of each that changes something, and the call."""
        stack = self.begin(edit)
        self.world.control("DELETE", "/requests")
        with patch.dict(os.environ, CONSENT):
            run = stack.up()
        assert run.ok, run.failure
        calls = self.world.control("GET", "/requests")
        return [
            (number, f"{call['method']} {call['path'].split('/')[-2]}")
            for number, call in enumerate(calls, start=1)
            if call["method"] != "GET"
        ]

    def require_rest(self, stack: MiniatureStack) -> None:
        for _ in range(MOST_RUNS):
            with patch.dict(os.environ, CONSENT):
                run = stack.up()
            assert run.ok, run.failure
            if {operation for operation, _ in stack.preview().steps} <= {"same", "read"}:
                return
        raise AssertionError("not at rest")


@pytest.fixture
def story(world: World, tmp_path: Path) -> Any:
    log = tmp_path / "verdicts.jsonl"
    with patch.dict(os.environ, {"A2P_VERDICTS": str(log)}):
        yield Story(world, log)


def remove_campaign(declared: dict[str, Any]) -> None:
    del declared["campaigns"]["specials"]


def move_number(declared: dict[str, Any]) -> None:
    campaigns = declared["campaigns"]
    campaigns["specials"]["phone_numbers"].append(campaigns["orders"]["phone_numbers"].pop())


def move_number_as_written(declared: dict[str, Any]) -> None:
    declared["campaigns"]["orders"]["phone_numbers"].clear()
    declared["campaigns"]["specials"]["phone_numbers"].append("+14155550100")


def remove_number(declared: dict[str, Any]) -> None:
    declared["campaigns"]["orders"]["phone_numbers"].clear()


NUMBER = "PhoneNumberAssociation"
CASES = [
    pytest.param(
        remove_campaign,
        [{"label": "Campaign specials", "verdict": "delete", "traffic": "lost"}],
        "campaign",
        id="campaign removed",
    ),
    pytest.param(
        move_number,
        [{"label": NUMBER, "verdict": "replace", "traffic": "lost"}],
        "pool_number",
        id="number moved",
    ),
    pytest.param(
        move_number_as_written,
        [
            {"label": NUMBER, "verdict": "delete", "traffic": "lost"},
            {"label": NUMBER, "verdict": "register", "traffic": "kept"},
        ],
        "pool_number",
        id="number moved, and declared otherwise",
    ),
    pytest.param(
        remove_number,
        [{"label": NUMBER, "verdict": "delete", "traffic": "lost"}],
        "pool_number",
        id="number removed",
    ),
]


@pytest.mark.parametrize(("edit", "told", "kind"), CASES)
def test_what_leaves_is_told_until_it_is_gone_and_refused_without_consent(
    story: Story, edit: Callable[[dict[str, Any]], None], told: list[dict[str, Any]], kind: str
) -> None:
    seen = 0
    for number, _call in story.list_writes(edit):
        for moment in Moment:
            stack = story.begin(edit)
            before = _names(story.world, kind)
            with patch.dict(os.environ, CONSENT):
                assert stack.up(Death(number, moment)).died
            story.world.advance(_A_MOMENT)
            if _names(story.world, kind) == before:
                seen += 1
                with patch.dict(os.environ, CONSENT):
                    assert story.preview(stack) == told, (number, moment)
                assert [each["verdict"] for each in story.preview(stack)] == ["blocked"]
            story.require_rest(stack)
    assert seen


@pytest.mark.parametrize(("edit", "told", "kind"), CASES)
def test_of_an_external_customer_it_is_told_as_well(
    story: Story, edit: Callable[[dict[str, Any]], None], told: list[dict[str, Any]], kind: str
) -> None:
    story.is_external = True
    first, _call = story.list_writes(edit)[0]
    stack = story.begin(edit)
    before = _names(story.world, kind)
    with patch.dict(os.environ, CONSENT):
        assert stack.up(Death(first, Moment.BEFORE_SENDING)).died
    story.world.advance(_A_MOMENT)

    assert _names(story.world, kind) == before
    with patch.dict(os.environ, CONSENT):
        labels = [{**each, "label": each["label"].replace("External", "")} for each in story.preview(stack)]
    assert labels == told
    assert [each["verdict"] for each in story.preview(stack)] == ["blocked"]
    story.require_rest(stack)


def test_a_number_leaves_the_old_service_before_it_comes_to_the_new_one(story: Story) -> None:
    (left, was_there), (came, _) = [call.split() for _, call in story.list_writes(move_number)]
    assert (left, was_there, came) == ("DELETE", "PhoneNumbers", "POST")


def test_the_service_that_a_kill_has_left_of_a_removed_campaign_is_told(story: Story) -> None:
    writes = story.list_writes(remove_campaign)
    stack = story.begin(remove_campaign)
    with patch.dict(os.environ, CONSENT):
        assert stack.up(Death(writes[-1][0], Moment.BEFORE_SENDING)).died
    story.world.advance(_A_MOMENT)

    assert story.preview(stack) == [
        {"label": "MessagingService specials", "verdict": "delete", "traffic": "none"}
    ]


def _names(world: World, kind: str) -> list[str]:
    return sorted(str(each.get("service_sid") or each["sid"]) + each["sid"] for each in world.state()[kind])
