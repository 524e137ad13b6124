"""In which order customers are run when numbers move between them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from a2p.cli.runs.many_customers.number_moves import find_number_moves, sort_by_moves
from a2p.engine.project import EngineProject
from a2p.report.changes import Change, CustomerPreview, PreviewOutcome
from a2p.state.files import FileStore
from a2p.state.state import StoredState

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = "PhoneNumberAssociation"


@pytest.fixture
def project(tmp_path: Path) -> EngineProject:
    (tmp_path / "stacks").mkdir()
    state = StoredState(FileStore(tmp_path / "state"), "a2p")
    return EngineProject(tmp_path, "a2p", tmp_path / "stacks", {}, state)


def preview(project: EngineProject, stack: str, recorded: str, declared: str) -> CustomerPreview:
    """A customer who had some numbers and has others now, a letter each; and what a preview says of it."""
    content = {"config": {"a2p:phone_numbers": list(declared)}}
    project.stack_file(stack).write_text(yaml.safe_dump(content))
    resources = [
        {
            "urn": f"urn:pulumi:{stack}::a2p::pulumi-python:dynamic/a2p:{NUMBER}::{each}",
            "type": f"pulumi-python:dynamic/a2p:{NUMBER}",
            "inputs": {"phone_number_sid": each},
        }
        for each in recorded
    ]
    checkpoint = {"version": 3, "checkpoint": {"stack": stack, "latest": {"resources": resources}}}
    assert isinstance(project.state, StoredState)
    project.state.store.write(f".pulumi/stacks/a2p/{stack}.json", json.dumps(checkpoint).encode())
    verdicts = ["delete"] * bool(set(recorded) - set(declared)) + ["register"] * bool(
        set(declared) - set(recorded)
    )
    changes = tuple(Change(NUMBER, verdict, "") for verdict in verdicts)
    return CustomerPreview(stack, PreviewOutcome.CHANGES, changes)


@pytest.mark.parametrize(
    ("before", "now", "order", "stuck"),
    [
        ({"a": "1", "b": "2"}, {"a": "1", "b": "2"}, "ab", ""),
        ({"a": "", "b": "1"}, {"a": "1", "b": ""}, "ba", ""),
        ({"a": "1", "b": "2", "c": ""}, {"a": "2", "b": "", "c": "1"}, "bac", ""),
        ({"a": "1", "b": "2", "c": ""}, {"a": "2", "b": "1", "c": ""}, "c", "ab"),
        ({"a": "12", "b": ""}, {"a": "1", "b": "2"}, "ab", ""),
    ],
)
def test_who_gives_a_number_away_goes_before_who_gets_it(
    project: EngineProject, before: dict[str, str], now: dict[str, str], order: str, stuck: str
) -> None:
    previews = [preview(project, stack, before[stack], now[stack]) for stack in before]

    moves = find_number_moves(project, previews)

    assert sort_by_moves(list(before), moves) == (list(order), frozenset(stuck))


def test_a_number_that_is_declared_as_it_is_written_moves_by_that(project: EngineProject) -> None:
    giving, getting = preview(project, "a", "1", ""), preview(project, "b", "", "+")
    state = project.state
    assert isinstance(state, StoredState)
    key = ".pulumi/stacks/a2p/a.json"
    recorded = (state.store.read(key) or b"").decode()
    named = recorded.replace('"phone_number_sid": "1"', '"phone_number_sid": "1", "declared_as": "+"')
    state.store.write(key, named.encode())

    assert find_number_moves(project, [giving, getting]) == {"b": frozenset("a")}


def test_a_file_that_cannot_be_read_declares_no_numbers(project: EngineProject) -> None:
    giving = preview(project, "a", "1", "")
    getting = preview(project, "b", "", "1")
    project.stack_file("b").write_text("config: [")

    assert find_number_moves(project, [giving, getting]) == {}


@pytest.mark.parametrize(("giver", "getter"), ["ab", "ba"])
def test_a_number_moves_between_a_file_of_one_campaign_and_an_entry_of_several(
    project: EngineProject, giver: str, getter: str
) -> None:
    previews = [preview(project, giver, "1", ""), preview(project, getter, "", "1")]
    several = project.stack_file("b")
    numbers = yaml.safe_load(several.read_text())["config"]["a2p:phone_numbers"]
    entries = {"orders": {"phone_numbers": []}, "offers": {"phone_numbers": numbers}}
    several.write_text(yaml.safe_dump({"config": {"a2p:campaigns": entries}}))

    assert find_number_moves(project, previews) == {getter: frozenset(giver)}
