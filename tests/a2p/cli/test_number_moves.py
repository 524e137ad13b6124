"""In which order customers are run when numbers move between them."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from a2p.cli.runs.many_customers.number_moves import find_number_moves, sort_by_moves
from a2p.engine.project import EngineProject
from a2p.report.changes import Change, CustomerPreview, PreviewOutcome
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NUMBER = "PhoneNumberAssociation"


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=300) as running:
        yield running


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


SID, WRITTEN = "PN" + "a" * 32, "+14155550100"


def write_state(project: EngineProject, stack: str, resources: list[tuple[str, str, dict[str, Any]]]) -> None:
    """A checkpoint with resources: type, inputs or outputs, values."""
    written = [
        {
            "urn": f"urn:pulumi:{stack}::a2p::pulumi-python:dynamic/a2p:{kind}::{number}",
            "type": f"pulumi-python:dynamic/a2p:{kind}",
            place: values,
        }
        for number, (kind, place, values) in enumerate(resources)
    ]
    checkpoint = {"version": 3, "checkpoint": {"stack": stack, "latest": {"resources": written}}}
    assert isinstance(project.state, StoredState)
    project.state.store.write(f".pulumi/stacks/a2p/{stack}.json", json.dumps(checkpoint).encode())


def declare(project: EngineProject, stack: str, *entries: str) -> None:
    content = {"config": {"a2p:phone_numbers": list(entries)}}
    project.stack_file(stack).write_text(yaml.safe_dump(content))


def changed(stack: str, verdict: str) -> CustomerPreview:
    return CustomerPreview(stack, PreviewOutcome.CHANGES, (Change(NUMBER, verdict, ""),))


FORMS = [
    pytest.param(SID, SID, id="both by SID"),
    pytest.param(SID, SID.upper(), id="a SID in capitals"),
    pytest.param(WRITTEN, WRITTEN, id="both as written"),
    pytest.param(WRITTEN, SID, id="written, then by SID"),
    pytest.param("bought:main", SID, id="bought, then by SID"),
    pytest.param("bought:main", WRITTEN, id="bought, then as written"),
]


@pytest.mark.parametrize(("had", "wanted"), FORMS)
def test_the_states_tell_that_two_forms_are_one_number(project: EngineProject, had: str, wanted: str) -> None:
    association = {"phone_number_sid": SID, **({} if had == SID else {"declared_as": had})}
    resources = [(NUMBER, "inputs", association)]
    if had.startswith("bought:"):
        resources.append(("PhoneNumber", "outputs", {"sid": SID, "number": WRITTEN}))
    write_state(project, "a", resources)
    declare(project, "a")
    declare(project, "b", wanted)

    moves = find_number_moves(project, [changed("b", "register"), changed("a", "delete")])

    assert moves == {"b": frozenset("a")}


@pytest.mark.parametrize("after", ["given away", "kept, as written"])
def test_the_account_tells_of_a_sid_how_it_is_written(
    project: EngineProject, simulator: SimulatorProcess, after: str
) -> None:
    number = simulator.phone_numbers[0]
    configured = {"a2p:baseUrl": simulator.url}
    write_state(project, "a", [(NUMBER, "inputs", {"phone_number_sid": number["sid"]})])
    add_provider(project, "a", configured)
    declare(project, "a", *([] if after == "given away" else [number["phone_number"]]))
    declare(project, "b", number["phone_number"])
    signed_in = {
        "TWILIO_ACCOUNT_SID": simulator.account_sid,
        "TWILIO_AUTH_TOKEN": simulator.auth_token,
        "A2P_SIMULATOR_URL": simulator.url,
    }
    own = dataclasses.replace(project, env=signed_in)

    moves = find_number_moves(own, [changed("b", "register"), changed("a", "delete")])

    assert moves == ({"b": frozenset("a")} if after == "given away" else {})


def test_an_account_that_does_not_answer_leaves_the_order_as_it_is(project: EngineProject) -> None:
    write_state(project, "a", [(NUMBER, "inputs", {"phone_number_sid": SID})])
    declare(project, "a")
    declare(project, "b", WRITTEN)

    assert find_number_moves(project, [changed("b", "register"), changed("a", "delete")]) == {}


def add_provider(project: EngineProject, stack: str, configured: dict[str, str]) -> None:
    state = project.state
    assert isinstance(state, StoredState)
    key = f".pulumi/stacks/a2p/{stack}.json"
    checkpoint = json.loads(state.store.read(key) or b"{}")
    provider = {"urn": "urn:twilio", "type": "pulumi:providers:pulumi-python", "inputs": configured}
    checkpoint["checkpoint"]["latest"]["resources"].append(provider)
    state.store.write(key, json.dumps(checkpoint).encode())
