"""Faults that would end each of many runs, and those that are one customer's own."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from a2p.cli.runs.many_customers.shared_faults import SharedFaults
from a2p.engine.commands import EngineRun
from a2p.engine.project import EngineProject
from a2p.run_log import FailureRecord, RunLog
from a2p.state.backends.files import FileStore
from a2p.state.state import StoredState

if TYPE_CHECKING:
    from pathlib import Path

BEGAN = 0.0


@pytest.fixture
def project(tmp_path: Path) -> EngineProject:
    """Two customers of the account in the environment, two of a subaccount that their files name."""
    stacks = tmp_path / "stacks"
    stacks.mkdir()
    for name in ("ada", "ben"):
        (stacks / f"Pulumi.{name}.yaml").write_text("config:\n  a2p:wait: 5m\n")
    for name in ("cleo", "dora"):
        (stacks / f"Pulumi.{name}.yaml").write_text(f"config:\n  a2p:accountSid: AC{'5' * 32}\n")
    state = StoredState(FileStore(tmp_path / "state"), "a2p")
    return EngineProject(tmp_path, "a2p", stacks, {}, state)


def register(project: EngineProject, stack: str, account: str) -> None:
    """Write a checkpoint with one resource of an account."""
    state = project.state
    assert isinstance(state, StoredState)
    brand = {
        "urn": f"urn:pulumi:{stack}::a2p::pulumi-python:dynamic/a2p:Brand::brand",
        "type": "pulumi-python:dynamic/a2p:Brand",
        "inputs": {"account_sid": account, "twilio_world": "simulator"},
    }
    content = {"version": 3, "checkpoint": {"stack": stack, "latest": {"resources": [brand]}}}
    state.store.write(f".pulumi/stacks/a2p/{stack}.json", json.dumps(content).encode())


def failed(error: str, output: str = "") -> EngineRun:
    failures = (FailureRecord("Brand", "permanent", None, error),) if error else ()
    return EngineRun(255, output, RunLog(failures=failures))


@pytest.mark.parametrize(
    "error", ["CredentialsMissing", "CredentialsConflict", "NotSignedIn", "ForeignHost", "TwilioUnreachable"]
)
def test_who_signs_in_in_the_same_way_is_not_tried_any_more(project: EngineProject, error: str) -> None:
    faults = SharedFaults(project)

    faults.note("ada", failed(error), BEGAN)

    assert faults.find_reason("ben").endswith("; the run of ada says more")
    assert faults.find_reason("cleo") == "", "another account goes on"
    assert faults.find_reason("ada") == "", "its own run has said it"


def test_a_wrong_passphrase_is_everybodys(project: EngineProject) -> None:
    faults = SharedFaults(project)

    faults.note("ada", failed("", "error: getting secrets manager: incorrect passphrase"), BEGAN)

    assert faults.find_reason("dora") == "the passphrase is wrong; the run of ada says more"


def test_another_account_is_told_of_who_is_registered_there(project: EngineProject) -> None:
    register(project, "ada", "AC" + "1" * 32)
    register(project, "ben", "AC" + "1" * 32)
    (project.stack_folder / "Pulumi.eve.yaml").write_text("config:\n  a2p:wait: 5m\n")
    faults = SharedFaults(project)

    faults.note("ada", failed("AnotherAccount"), BEGAN)

    assert "registered in another account" in faults.find_reason("ben")
    assert faults.find_reason("eve") == "", "a new customer is registered where this run signs in"


@pytest.mark.parametrize("error", ["Refused", "Blocked", "DeclarationError", "Unavailable", "NotReady", ""])
def test_what_is_a_customers_own_stops_nobody_else(project: EngineProject, error: str) -> None:
    faults = SharedFaults(project)

    faults.note("ada", failed(error), BEGAN)

    assert not any(map(faults.find_reason, ("ben", "cleo", "dora")))


def test_a_run_that_has_ended_well_since_shows_that_it_is_not_shared(project: EngineProject) -> None:
    faults, began = SharedFaults(project), time.monotonic()

    faults.note("ben", EngineRun(0), began)
    faults.note("ada", failed("TwilioUnreachable"), began)

    assert faults.find_reason("ben") == ""


def test_a_run_that_had_ended_before_shows_nothing(project: EngineProject) -> None:
    faults = SharedFaults(project)
    faults.note("ben", EngineRun(0), BEGAN)

    faults.note("ada", failed("TwilioUnreachable"), time.monotonic())

    assert faults.find_reason("ben")
