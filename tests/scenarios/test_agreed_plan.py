"""A run that follows a preview does all that was shown, and nothing that has come to be since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from a2p.run_log import PLAN_ENV, PlannedChange, RunLog
from tests.scenarios import schema
from tests.scenarios.live import happen
from tests.scenarios.running import FAST, declare, keep_settings, lead_up_to
from tests.support.miniature.starting_points import MiniatureStartingPoints

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.any_stack import AnyStack
    from tests.support.miniature import World

_HELD = "that was not so in the preview"


def list_kinds() -> list[tuple[str, Scenario]]:
    """Of the scenarios of runs one for each way in which several resources are changed together."""
    kinds: dict[object, tuple[str, Scenario]] = {}
    for theme, scenario in schema.every():
        verdicts = {name: verdict.verdict for name, verdict in (scenario.expect.verdicts or {}).items()}
        if scenario.run in {"up", "up --refresh"}:
            kind = (theme, scenario.run, bool(scenario.before), tuple(sorted(verdicts.items())))
            kinds.setdefault(kind, (theme, scenario))
    return list(kinds.values())


@pytest.fixture
def starting_points(world: World) -> MiniatureStartingPoints:
    return MiniatureStartingPoints(world)


def write_plan(stack: AnyStack, file: Path) -> None:
    lines = stack.verdicts.read_bytes().splitlines(keepends=True) if stack.verdicts.exists() else []
    file.write_bytes(PlannedChange.write_all(RunLog.from_lines(lines).verdicts))


@pytest.mark.parametrize(
    "scenario", [pytest.param(scenario, id=f"{theme}: {scenario.name}") for theme, scenario in list_kinds()]
)
def test_what_was_shown_is_done(
    scenario: Scenario,
    starting_points: MiniatureStartingPoints,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options = ("--refresh",) if scenario.run.endswith("--refresh") else ()
    with (
        starting_points.stack(scenario.start, tmp_path, speed=FAST) as stack,
        keep_settings(stack, scenario),
    ):
        lead_up_to(stack, scenario)
        for consent in scenario.consents:
            monkeypatch.setenv(consent.value, "true")
        shown = stack.preview(*options)
        write_plan(stack, tmp_path / "plan.json")
        monkeypatch.setenv(PLAN_ENV, str(tmp_path / "plan.json"))

        run = stack.up(*options)

        assert _HELD not in run.output
        if shown.status == 0:
            assert (run.status != 0) == scenario.expect.fails, run.output


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
        assert _HELD in run.output
        writes = [
            call["path"] for call in stack.simulator.control("GET", "/requests") if call["method"] != "GET"
        ]
        assert not any("Compliance" in path for path in writes), writes
