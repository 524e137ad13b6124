"""A run that follows a preview does all that was shown, and nothing that has come to be since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from a2p.run_log import PLAN_ENV
from tests.scenarios.agreed_plans import HELD, SAMPLED_KIND, list_kinds, play_agreed_plan, write_plan
from tests.scenarios.live import happen
from tests.scenarios.running import FAST, declare
from tests.support.miniature.starting_points import MiniatureStartingPoints

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.miniature import World

SAMPLE = list_kinds()[::SAMPLED_KIND]


@pytest.fixture
def starting_points(world: World) -> MiniatureStartingPoints:
    return MiniatureStartingPoints(world)


@pytest.mark.parametrize(
    "scenario", [pytest.param(scenario, id=f"{theme}: {scenario.name}") for theme, scenario in SAMPLE]
)
def test_what_was_shown_is_done(
    scenario: Scenario, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    play_agreed_plan(scenario, world, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("start", "declared", "since", "refused"),
    [
        pytest.param(
            "standard_failed",
            {"campaign.description": "Messages about orders and deliveries to customers who asked for them."},
            [{"edit_campaign": {"message_flow": "Customers sign up on a page that somebody has made up."}}],
            "Campaign: amend",
            id="another field was edited by hand",
        ),
        pytest.param(
            "standard_verified",
            {},
            [{"twilio": {"POST": "/v1/Services/{service}", "params": {"StickySender": False}}}],
            "MessagingService: amend",
            id="something was edited of which nothing was shown",
        ),
        pytest.param(
            "standard_campaign_in_review",
            {"messaging_service.sticky_sender": False},
            [{"vanish": "campaign"}],
            "Campaign: gone",
            id="a Campaign has vanished, and another one costs",
        ),
    ],
)
def test_what_has_come_to_be_since_is_not_done(
    starting_points: MiniatureStartingPoints,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    start: str,
    declared: dict[str, Any],
    since: list[dict[str, Any]],
    refused: str,
) -> None:
    with starting_points.stack(start, tmp_path, speed=FAST) as stack:
        declare(stack, declared)
        stack.verdicts.unlink(missing_ok=True)
        assert stack.preview().status == 0
        write_plan(stack, tmp_path / "plan.json")
        monkeypatch.setenv(PLAN_ENV, str(tmp_path / "plan.json"))
        happen(stack, tuple(since))
        stack.simulator.control("DELETE", "/requests")

        run = stack.up()

        assert run.status != 0
        assert refused in run.output
        assert HELD in run.output
        writes = [
            call["path"] for call in stack.simulator.control("GET", "/requests") if call["method"] != "GET"
        ]
        assert not any("Compliance" in path for path in writes), writes
