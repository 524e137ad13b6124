"""Each account of the fleet's customers is subscribed, with the credentials that there are for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from a2p.engine.accounts import find_accounts
from a2p.engine.project import EngineProject
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState
from fleet.events.event_accounts import subscribe_accounts
from fleet.events.webhook_secrets import WebhookSecrets
from tests.support import written_states
from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "https://a2p.example-isv.com"
NOBODYS = "AC" + "9" * 32


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(speed=300) as running:
        yield running


def make_project(
    folder: Path, simulator: SimulatorProcess, env: dict[str, str], *accounts: str
) -> EngineProject:
    """A project with a stack in each account, as runs have left them."""
    for number, account in enumerate(accounts):
        content = written_states.checkpoint(f"c{number}", written_states.WAITING, at=written_states.AT)
        content["checkpoint"]["latest"]["resources"] += _list_resources(simulator, account)
        written_states.write(folder, f"c{number}", content)
    return EngineProject(folder, "a2p", folder, env, StoredState(FileStore(folder), "a2p"))


def _list_resources(simulator: SimulatorProcess, account: str) -> list[dict[str, Any]]:
    provider = {"type": "pulumi:providers:pulumi-python", "inputs": {"a2p:baseUrl": simulator.url}}
    return [
        {"urn": "urn:provider", **provider},
        {
            "urn": "urn:profile",
            "type": "pulumi-python:dynamic/a2p:Profile",
            "inputs": {"account_sid": account},
        },
    ]


def test_each_account_is_signed_in_to_with_what_there_is_for_it(
    simulator: SimulatorProcess, tmp_path: Path
) -> None:
    child = sdk(simulator).api.v2010.accounts.create(friendly_name="child")
    file = tmp_path / "secrets.json"
    file.write_text(json.dumps({child.sid: ["a-shared-key", child.auth_token]}))
    env = {
        "TWILIO_ACCOUNT_SID": simulator.account_sid,
        "TWILIO_AUTH_TOKEN": simulator.auth_token,
        "A2P_WEBHOOK_TOKENS": str(file),
    }
    accounts = [simulator.account_sid, child.sid, simulator.account_sid, NOBODYS]
    project = make_project(tmp_path / "state", simulator, env, *accounts)
    assert list(find_accounts(project)) == [simulator.account_sid, child.sid, NOBODYS]

    first = list(subscribe_accounts(project, WebhookSecrets(env), URL))

    assert [line.split(": ")[1].split()[0] for line in first] == ["sink", "sink", "not"]
    assert first[2].startswith(f"{NOBODYS}: not subscribed: no credentials for it")
    (sink,) = sdk(simulator).events.v1.sinks.list()
    assert sink.sink_configuration["destination"] == f"{URL}/events"
    told = "\n".join(first)
    assert child.auth_token not in told
    assert simulator.auth_token not in told


def test_only_secrets_that_do_not_sign_in_are_told_as_such(
    simulator: SimulatorProcess, tmp_path: Path
) -> None:
    env = {"TWILIO_ACCOUNT_SID": simulator.account_sid, "TWILIO_AUTH_TOKEN": "a-shared-key"}
    project = make_project(tmp_path / "state", simulator, env, simulator.account_sid)

    (line,) = subscribe_accounts(project, WebhookSecrets(env), URL)

    assert line.startswith(f"{simulator.account_sid}: not subscribed: ")
    assert "a-shared-key" not in line
