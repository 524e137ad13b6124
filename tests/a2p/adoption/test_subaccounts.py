"""`a2p adopt --subaccounts`: the customers of each, read with its own token, which is written nowhere."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from a2p.cli.app import main
from a2p.cli.exit_codes import Exit
from a2p.stackfile.project import find_project
from tests.support.sdk import sdk
from tests.support.stack_files import check_file
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess


pytestmark = pytest.mark.usefixtures("project")  # signed in to the parent account


def open_subaccount(simulator: SimulatorProcess, name: str) -> SimulatorProcess:
    """The simulator, as a new subaccount of its account sees it."""
    made = sdk(simulator).api.v2010.accounts.create(friendly_name=name)
    return dataclasses.replace(simulator, account_sid=made.sid, auth_token=made.auth_token)


def register(simulator: SimulatorProcess, number: int) -> None:
    """A customer with a Campaign in review, in this account."""
    unmanaged = UnmanagedCustomers(simulator)
    *_, customer = [unmanaged.customer() for _ in range(number)]  # no two alike
    customer.verified_sole_proprietor()
    customer.create_campaign()


def declared() -> list[dict[str, Any]]:
    files = sorted(Path("stacks").glob("Pulumi.*.yaml"))
    return [yaml.safe_load(file.read_text())["config"] for file in files]


def test_the_customers_of_each_subaccount_are_declared_with_their_account(
    simulator: SimulatorProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = [open_subaccount(simulator, name) for name in ("One", "Two")]
    for number, account in enumerate(accounts, start=1):
        register(account, number)

    assert main(["adopt", "--subaccounts", "--base-url", simulator.url]) == Exit.DONE

    assert "2 written" in capsys.readouterr().out
    assert {each["a2p:account"]["sid"] for each in declared()} == {each.account_sid for each in accounts}
    for each in declared():
        sid = each["a2p:account"]["sid"]
        assert each["a2p:account"]["environment"] == f"TWILIO_{sid.upper()}"
        assert each["a2p:primary_profile_sid"] == simulator.primary_customer_profile_sid
    written = "".join(file.read_text() for file in Path().rglob("*") if file.is_file())
    assert not any(each.auth_token in written for each in accounts)
    errors = [
        note.text
        for file in Path("stacks").glob("*.yaml")
        for note in check_file(file, find_project(Path())).notes
        if note.severity == "error"
    ]
    assert errors == []


def test_a_subaccount_that_cannot_be_read_is_told_and_the_others_are_adopted(
    simulator: SimulatorProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = [open_subaccount(simulator, name) for name in ("One", "Two")]
    for number, account in enumerate(accounts, start=1):
        register(account, number)
    simulator.control("POST", "/faults", {"kind": "error", "path": "^/v1/CustomerProfiles", "status": 403})

    assert main(["adopt", "--subaccounts", "--base-url", simulator.url]) == Exit.ERROR

    told = capsys.readouterr().out
    assert "1 written, 1 not read" in told
    (adopted,) = declared()
    (left,) = {each.account_sid for each in accounts} - {adopted["a2p:account"]["sid"]}
    assert f"{left}: not read: Twilio answered 403" in told

    simulator.control("DELETE", "/faults")
    assert main(["adopt", "--subaccounts", "--base-url", simulator.url]) == Exit.DONE
    assert len(declared()) == 2


def test_an_account_without_subaccounts_says_what_is_needed(
    simulator: SimulatorProcess, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["adopt", "--subaccounts", "--base-url", simulator.url]) == Exit.ERROR

    told = capsys.readouterr().err
    assert f"{simulator.account_sid} has no active subaccounts" in told
    assert "TWILIO_AUTH_TOKEN of the parent" in told
