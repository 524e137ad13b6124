"""Event Streams are declared once for all accounts: what an `up` makes, and what `a2p drift` tells before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from a2p.cli.runs.event_subscriptions import (
    find_unsubscribed,
    print_subscriptions,
    read_events_url,
    subscribe_accounts_of,
)
from a2p.engine.project import EngineProject
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState
from tests.support import written_states
from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "https://a2p.example-isv.com"
STACKS = ("parent", "child", "sister")


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=300) as running:
        yield running


def make_project(folder: Path, simulator: SimulatorProcess, *, declares: bool = True) -> EngineProject:
    """One stack in the parent's account, and two in one subaccount, whose token is named by reference."""
    child = sdk(simulator).api.v2010.accounts.create(friendly_name="child")
    reference = json.dumps({"sid": child.sid, "environment": "CHILD"})
    accounts: dict[str, tuple[str, dict[str, str]]] = {"parent": (simulator.account_sid, {})} | dict.fromkeys(
        ("child", "sister"), (child.sid, {"a2p:account": reference})
    )
    for stack, (account, more) in accounts.items():
        content = written_states.checkpoint(stack, written_states.WAITING, at=written_states.AT)
        content["checkpoint"]["latest"]["resources"] += _list_resources(simulator, account, more)
        written_states.write(folder / "state", stack, content)
    declared = f"config:\n  a2p:events_url: {URL}\n" if declares else ""
    (folder / "Pulumi.yaml").write_text(f"name: a2p\nruntime: python\n{declared}")
    env = {
        "TWILIO_ACCOUNT_SID": simulator.account_sid,
        "TWILIO_AUTH_TOKEN": simulator.auth_token,
        "CHILD_AUTH_TOKEN": child.auth_token,
        "A2P_SIMULATOR_URL": simulator.url,
    }
    return EngineProject(folder, "a2p", folder, env, StoredState(FileStore(folder / "state"), "a2p"))


def _list_resources(simulator: SimulatorProcess, account: str, more: dict[str, str]) -> list[dict[str, Any]]:
    inputs = {"a2p:baseUrl": simulator.url, **more}
    return [
        {"urn": "urn:provider", "type": "pulumi:providers:pulumi-python", "inputs": inputs},
        {
            "urn": "urn:profile",
            "type": "pulumi-python:dynamic/a2p:Profile",
            "inputs": {"account_sid": account},
        },
    ]


def test_each_account_is_subscribed_once_and_told_until_it_is(
    simulator: SimulatorProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path, simulator)
    for name, value in project.env.items():
        monkeypatch.setenv(name, value)
    before = find_unsubscribed(project, STACKS)
    sentence = f"events are not sent to {URL}: no sink to {URL}/events"
    assert [sentence in str(each) for each in before] == [True, True]

    made = subscribe_accounts_of(project, STACKS)

    assert [f"to {URL}/events; subscription " in line for line in made] == [True, True]
    assert (find_unsubscribed(project, STACKS), subscribe_accounts_of(project, STACKS)) == ([], [])


def test_an_account_that_cannot_be_signed_in_to_is_named_and_stops_nothing(
    simulator: SimulatorProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path, simulator)
    del project.env["CHILD_AUTH_TOKEN"]  # type: ignore[attr-defined]

    print_subscriptions(project, ["child", "parent"])

    first, second = capsys.readouterr().err.splitlines()[::-1][:2][::-1]
    assert "not subscribed to events: No credentials for the account" in first
    assert second.startswith(f"a2p: {simulator.account_sid}: sink ")


def test_a_program_is_told_what_is_missing_and_which_account_could_not_be_asked(
    simulator: SimulatorProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = make_project(tmp_path, simulator)
    del project.env["CHILD_AUTH_TOKEN"]  # type: ignore[attr-defined]
    monkeypatch.delenv("CHILD_AUTH_TOKEN", raising=False)

    found = {each.account: each.data() for each in find_unsubscribed(project, STACKS)}

    parent = found.pop(simulator.account_sid)
    assert (parent["stack"], parent["outcome"], parent["problem"]) == (None, "drift", None)
    (difference,) = parent["differences"]
    assert (difference["kind"], difference["resource"]) == ("events", "EventSubscription")
    assert f"no sink to {URL}/events" in difference["sentence"]
    (child,) = found.values()
    assert (child["outcome"], child["differences"]) == ("error", [])
    assert "No credentials for the account" in child["problem"]


def test_without_a_declaration_nothing_is_asked(simulator: SimulatorProcess, tmp_path: Path) -> None:
    project = make_project(tmp_path, simulator, declares=False)
    assert read_events_url(project) == ""
    assert find_unsubscribed(project, STACKS) == []
