"""A planted drift, found by a scan of the account and by the engine: both have to say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.scenarios import schema
from tests.scenarios.live import happen
from tests.support.command import a2p

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.stack import Stack
    from tests.support.starting_points import StartingPoints

_THEMES = frozenset({"drift", "findings", "gone"})


def list_plants() -> list[Scenario]:
    """The scenarios in which something happens at Twilio to a customer that is at rest."""
    return [
        scenario
        for theme, scenario in schema.every()
        if theme in _THEMES
        and scenario.start.endswith("_verified")
        and scenario.live
        and not scenario.before
        and not scenario.declare
    ]


def find_both_ways(starting_points: StartingPoints, scenario: Scenario, folder: Path) -> None:
    """Compare before it happens, so that there is a trace; then by a scan, and by the engine alone."""
    with starting_points.stack(scenario.start, folder) as stack:
        before = a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview")
        assert before.status == 0, before.err
        first = a2p(stack, "drift", stack.name, "--json")
        if first.status == 0:
            assert_no_engine_is_needed(stack)
        happen(stack, scenario.live)

        scanned = a2p(stack, "drift", stack.name, "--json")
        compared = a2p(stack, "drift", stack.name, "--json", "--by-engine")

        assert scanned.status == compared.status, scanned.err
        assert without_order(scanned.data) == without_order(compared.data)


def assert_no_engine_is_needed(stack: Stack) -> None:
    """The same comparison where no engine can be started."""
    empty = stack.project.parent / "no-engine"
    empty.mkdir(exist_ok=True)
    engine = empty / "pulumi"
    engine.write_text("#!/bin/sh\nexit 99\n")
    engine.chmod(0o755)
    path = f"{empty}:{stack.environment()['PATH']}"
    again = a2p(stack, "drift", stack.name, "--json", env={"PATH": path})
    assert again.status == 0, again.out


def without_order(data: list[dict[str, Any]]) -> list[Any]:
    return [(each["stack"], each["outcome"], sorted(map(str, each["differences"]))) for each in data]
