"""A preview, and a run that does what it has shown: for one scenario of each kind of change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a2p.run_log import PLAN_ENV, PlannedChange, RunLog
from tests.scenarios import schema
from tests.scenarios.running import FAST, keep_settings, lead_up_to
from tests.support.miniature.starting_points import MiniatureStartingPoints

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.scenarios.schema import Scenario
    from tests.support.any_stack import AnyStack
    from tests.support.miniature import World

HELD = "that was not so in the preview"
SAMPLED_KIND = 6  # every so many of all kinds is tried in tests/scenarios, the others in tests/all


def list_kinds() -> list[tuple[str, Scenario]]:
    """Of the scenarios of runs one for each way in which several resources are changed together."""
    kinds: dict[object, tuple[str, Scenario]] = {}
    for theme, scenario in schema.every():
        verdicts = {name: verdict.verdict for name, verdict in (scenario.expect.verdicts or {}).items()}
        if scenario.run in {"up", "up --refresh"}:
            kind = (theme, scenario.run, bool(scenario.before), tuple(sorted(verdicts.items())))
            kinds.setdefault(kind, (theme, scenario))
    return list(kinds.values())


def write_plan(stack: AnyStack, file: Path) -> None:
    lines = stack.verdicts.read_bytes().splitlines(keepends=True) if stack.verdicts.exists() else []
    file.write_bytes(PlannedChange.write_all(RunLog.from_lines(lines).verdicts))


def play_agreed_plan(scenario: Scenario, world: World, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Preview what a scenario runs, and run it: nothing is held back that was shown."""
    starting_points = MiniatureStartingPoints(world)
    options = ("--refresh",) if scenario.run.endswith("--refresh") else ()
    with (
        starting_points.stack(scenario.start, folder, speed=FAST) as stack,
        keep_settings(stack, scenario),
    ):
        lead_up_to(stack, scenario)
        for consent in scenario.consents:
            monkeypatch.setenv(consent.value, "true")
        shown = stack.preview(*options)
        write_plan(stack, folder / "plan.json")
        monkeypatch.setenv(PLAN_ENV, str(folder / "plan.json"))

        run = stack.up(*options)

        assert HELD not in run.output
        if shown.status == 0:
            assert (run.status != 0) == scenario.expect.fails, run.output
