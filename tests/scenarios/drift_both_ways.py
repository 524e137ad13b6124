"""What happens at Twilio, found by a scan of the account and by the engine: both have to say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from a2p.drift.scan import Scan
from a2p.engine.project import EngineProject
from a2p.engine.twilio_session import session_for
from tests.scenarios import schema
from tests.scenarios.live import happen
from tests.scenarios.running import declare
from tests.support.command import a2p

if TYPE_CHECKING:
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.stack import Stack
    from tests.support.starting_points import StartingPoints

# Of what lists tell the whole, nothing is asked for by itself.
_LISTED = re.compile(
    r"GET /v1/(CustomerProfiles|TrustProducts|EndUsers|SupportingDocuments|Services|a2p/BrandRegistrations)"
    r"/[A-Z]{2}[0-9a-f]{32}"
)
SAMPLED_PLANT = 18  # every so many of all plants is tried in tests/e2e, the others in tests/all
_NO_TRACE = {"A2P_OTHER": "another basis than that of any trace"}
_NO_DRIFT = frozenset({"lose_state", "rename_stack"})  # of what happens; nothing to compare with is left


def list_plants() -> list[Scenario]:
    """The scenarios in which something happens at Twilio to a customer at rest, perhaps with an edit."""
    return [
        scenario
        for _theme, scenario in schema.every()
        if scenario.start.endswith("_verified")
        and scenario.live
        and not scenario.before
        and _NO_DRIFT.isdisjoint(verb for step in scenario.live for verb in step)
    ]


def find_both_ways(starting_points: StartingPoints, scenario: Scenario, folder: Path) -> None:
    """Compare before it happens, so that there is a trace; then by a scan, and by the engine alone."""
    with starting_points.stack(scenario.start, folder) as stack:
        before = a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview")
        assert before.status == 0, before.err
        first = a2p(stack, "drift", stack.name, "--json")
        if first.status == 0:
            assert_no_engine_is_needed(stack)
            assert is_unchanged(stack, by_lists=False)
            stack.simulator.control("DELETE", "/requests")
            assert is_unchanged(stack, by_lists=True)
            assert [call for call in stack.calls() if _LISTED.fullmatch(call)] == []
        happen(stack, scenario.live)
        declare(stack, scenario.declare)

        scanned = a2p(stack, "drift", stack.name, "--json")
        compared = a2p(stack, "drift", stack.name, "--json", "--by-engine")

        assert scanned.status == compared.status, scanned.err
        assert without_order(scanned.data) == without_order(compared.data)
        if compared.status:
            assert not is_unchanged(stack, by_lists=False)
            assert not is_unchanged(stack, by_lists=True)


def preview_both_ways(starting_points: StartingPoints, scenario: Scenario, folder: Path) -> None:
    """The same for previews, of which the plan of `a2p up --all` is one."""
    with starting_points.stack(scenario.start, folder) as stack:
        before = a2p(stack, "up", stack.name, "--yes", "--", "--skip-preview")
        assert before.status == 0, before.err
        preview, up = ("preview", "--all", "--json"), ("up", "--all", "--yes", "--json")
        by_engine = {verb: a2p(stack, *verb, env=_NO_TRACE) for verb in (preview, up)}
        assert "1 unchanged" in a2p(stack, *preview).err
        for verb, first in by_engine.items():
            again = a2p(stack, *verb, env=_have_no_engine(stack))
            assert (again.status, again.data) == (first.status, first.data), again.err
        happen(stack, scenario.live)
        declare(stack, scenario.declare)

        scanned, looked = a2p(stack, *preview), a2p(stack, *preview, env=_NO_TRACE)

        assert scanned.status == looked.status, scanned.err
        assert scanned.data == looked.data


def is_unchanged(stack: Stack, *, by_lists: bool) -> bool:
    """Whether a scan has the engine pass over a customer: one that reads lists, or each object by itself."""
    project = EngineProject.find(stack.project, stack.environment())
    scan = Scan(project, stack.state, session_for, is_refreshed=True, few=0 if by_lists else 1000)
    return stack.name in scan.list_unchanged([stack.name])


def assert_no_engine_is_needed(stack: Stack) -> None:
    """The same comparison where no engine can be started."""
    again = a2p(stack, "drift", stack.name, "--json", env=_have_no_engine(stack))
    assert again.status == 0, again.out


def _have_no_engine(stack: Stack) -> dict[str, str]:
    """Settings with which the engine that is found is one that only fails."""
    empty = stack.project.parent / "no-engine"
    empty.mkdir(exist_ok=True)
    engine = empty / "pulumi"
    engine.write_text("#!/bin/sh\nexit 99\n")
    engine.chmod(0o755)
    return {"PATH": f"{empty}:{stack.environment()['PATH']}"}


def without_order(data: list[dict[str, Any]]) -> list[Any]:
    return [(each["stack"], each["outcome"], sorted(map(str, each["differences"]))) for each in data]
