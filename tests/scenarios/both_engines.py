"""One scenario run by a plain `pulumi`, and by `a2p` in a fork: what each says, does and records."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from tests.scenarios.running import FAST, lead_up_to
from tests.scenarios.sample import chosen
from tests.support.command import a2p

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.scenarios.schema import Scenario
    from tests.support.stack import Stack
    from tests.support.starting_points import StartingPoints

_SID = re.compile(r"\b([A-Z]{2})[0-9a-f]{32}\b")
# How far a review has come by itself when a run looks: the clock is fast, and the machine may be busy.
_PASSING = re.compile(r"\b(PENDING|IN_PROGRESS)\b")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")
# Of a BrandRevision, whose second half is random; of a simulator's world; of an engine's provider.
_DIGEST = re.compile(
    r"\b([0-9a-f]{16}\.[0-9a-f]{8}|[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\b"
)


def list_of_each_kind() -> list[Scenario]:
    """The sample of the tables that holds everything once, of the commands that `a2p` has."""
    return [scenario for _theme, scenario in chosen() if scenario.run != "refresh"]


def play(
    starting_points: StartingPoints, scenario: Scenario, folder: Path, *, in_fork: bool
) -> dict[str, Any]:
    """What comes of it; SIDs are numbered in the order in which they appear."""
    with starting_points.stack(scenario.start, folder, speed=FAST) as stack:
        lead_up_to(stack, scenario)
        with patch.dict(os.environ, {consent.value: "true" for consent in scenario.consents}):
            ends_well = (_run_forked if in_fork else _run_plain)(stack, scenario.run)
        made = stack.simulator.control("GET", "/requests")
        return {
            "ends well": ends_well,
            "state": _read_state(stack),
            "verdicts": _read_verdicts(stack),
            "writes": sorted(
                _cut(f"{each['method']} {each['path']}") for each in made if each["method"] != "GET"
            ),
            "world": _count_objects(stack),
        }


def find_differences(forked: dict[str, Any], plain: dict[str, Any]) -> list[str]:
    """Each place of what `play` has found at which the two are not the same."""
    here, there = dict(_flatten(forked, "")), dict(_flatten(plain, ""))
    places = sorted(here.keys() | there.keys())
    return [
        f"{place}: {here.get(place)!r}, by a plain engine {there.get(place)!r}"
        for place in places
        if here.get(place) != there.get(place)
    ]


def _run_plain(stack: Stack, command: str) -> bool:
    verb, *options = command.split()
    run = {"up": stack.up, "preview": stack.preview, "destroy": stack.destroy}[verb](*options)
    return run.status == 0


def _run_forked(stack: Stack, command: str) -> bool:
    verb, *options = command.split()
    options += [] if verb == "preview" else ["--yes", "--skip-preview"]
    said = a2p(stack, verb, stack.name, "--json", "--", *options)
    (end,) = said.data["stacks"]
    return bool(end["engine_exit"] == 0)


def _read_state(stack: Stack) -> Any:
    """What is recorded; secrets are sealed anew in each run, and dependencies have no order."""
    checkpoint = stack.state.read_checkpoint(stack.name)
    resources = sorted(checkpoint.resources if checkpoint else (), key=lambda each: each["urn"])
    text = _PASSING.sub("in review", json.dumps([_drop_sealed(each) for each in resources], sort_keys=True))
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return numbers.setdefault(match[0], f"{match[1]}#{len(numbers)}")

    return json.loads(_DIGEST.sub("digest", _MOMENT.sub("moment", _SID.sub(number, text))))


def _drop_sealed(resource: dict[str, Any]) -> dict[str, Any]:
    kept = {key: _hide(resource.get(key)) for key in ("urn", "type", "id", "inputs", "outputs")}
    return {**kept, "dependencies": sorted(resource.get("dependencies") or ())}


def _flatten(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in items:
            yield from _flatten(each, f"{place}.{key}")
    else:
        yield place, value


def _hide(value: Any) -> Any:
    if isinstance(value, dict):
        return "sealed" if "ciphertext" in value else {key: _hide(each) for key, each in value.items()}
    return [_hide(each) for each in value] if isinstance(value, list) else value


def _read_verdicts(stack: Stack) -> list[str]:
    """Whatever was decided, and what stopped it; resources that do not wait for each other in any order."""
    lines = stack.verdicts.read_text().splitlines() if stack.verdicts.exists() else []
    lines = [_PASSING.sub("in review", _MOMENT.sub("moment", _cut(line))) for line in lines]
    return sorted({_DIGEST.sub("digest", line) for line in lines})


def _count_objects(stack: Stack) -> dict[str, int]:
    return {kind: len(found) for kind, found in stack.simulator.control("GET", "/state").items()}


def _cut(text: str) -> str:
    return _SID.sub(r"\1", text)
