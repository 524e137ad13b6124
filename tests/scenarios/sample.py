"""
The scenarios that `make test` plays on the real engine too: as few as hold everything once.

Chosen by the tables themselves: each verdict kind, each resource, each verb, each theme, and what only the
engine's own display says. `make test-all` plays the others.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from tests.scenarios import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.scenarios.schema import Scenario

Feature = tuple[str, str]


def wanted() -> frozenset[Feature]:
    """All that the words of the tables can say, and every theme."""
    kinds = {("verdict", kind) for kind in get_args(_annotation(schema.Verdict, "verdict"))}
    resources = {("resource", resource) for resource in schema.RESOURCES}
    verbs = {("run", verb) for verb in get_args(_annotation(schema.Scenario, "run"))}
    themes = {("theme", theme) for theme, _scenario in schema.every()}
    return frozenset(kinds | resources | verbs | themes)


def features(theme: str, scenario: Scenario) -> Iterator[Feature]:
    """What one scenario shows of all that."""
    yield "theme", theme
    yield "run", scenario.run
    for resource, verdict in (scenario.expect.verdicts or {}).items():
        yield "resource", resource.partition(" ")[0]
        yield "verdict", verdict.verdict
    for text in scenario.expect.displays:
        yield "display", text


@cache
def chosen() -> tuple[tuple[str, Scenario], ...]:
    """
    The sample, each scenario with its theme.

    One after the other that shows the most of what none before it shows, and is the shortest of those.
    """
    every = schema.every()
    missing = set(wanted()) | {each for row in every for each in features(*row) if each[0] == "display"}
    sample: list[tuple[str, Scenario]] = []
    while gains := [row for row in every if missing & set(features(*row))]:
        best = min(gains, key=lambda row: (-len(missing & set(features(*row))), _length(row[1])))
        sample.append(best)
        missing -= set(features(*best))
    return tuple(sample)


def _length(scenario: Scenario) -> int:
    """Runs of the engine that it takes, about."""
    return len(scenario.before) + scenario.expect.settles + scenario.start.count("_")


def _annotation(model: Any, field: str) -> Any:
    return model.model_fields[field].annotation
