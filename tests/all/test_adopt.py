"""Customers that were registered by hand: adopted, imported, and then a stack like any other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from a2p.adoption.pulumi_import import list_commands
from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.stack import Stack, make_project
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.support.simulator import SimulatorProcess
    from tests.support.walkthrough import WalkthroughCustomer

COMMAND = Path(sys.executable).parent / "a2p"
# The Campaign makes way for its Brand.
THE_ORDER_OF_B5 = ["DELETE QE", "POST IT", "POST Evaluations", "POST BU", "POST BN", "POST Usa2p"]


def a_verified_sole_proprietor(unmanaged: UnmanagedCustomers) -> WalkthroughCustomer:
    customer = unmanaged.sole_proprietor()
    customer.decide_campaign("VERIFIED")
    return customer


def a_rejected_company(unmanaged: UnmanagedCustomers) -> WalkthroughCustomer:
    customer = unmanaged.business()
    customer.decide_campaign("FAILED", {"error_code": 30893, "fields": ["SAMPLE_MESSAGE_2"]})
    return customer


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The program, with no customer."""
    return make_project(tmp_path)


def adopt(stack: Stack) -> None:
    subprocess.run(
        [COMMAND, "adopt", "--base-url", stack.simulator.url, "--import"],
        cwd=stack.project,
        env=stack.environment(),
        check=True,
        capture_output=True,
        timeout=120,
    )


def writes(stack: Stack) -> list[str]:
    return [call for call in stack.calls() if not call.startswith("GET")]


def add_policy_pages(config: dict[str, Any]) -> None:
    """Twilio asks for both with the next edit (U1)."""
    config["campaign"]["privacy_policy_url"] = "https://www.doebakery.com/privacy"
    config["campaign"]["terms_and_conditions_url"] = "https://www.doebakery.com/terms"


def new_sample(config: dict[str, Any]) -> None:
    add_policy_pages(config)
    config["campaign"]["message_samples"][1] = "Jane Doe's Bakery: your order [n] is paid. Reply STOP to end."


def new_website(config: dict[str, Any]) -> None:
    add_policy_pages(config)
    config["profile"]["business"]["website_url"] = "https://www.doebakery.com"


@pytest.mark.parametrize(
    ("registered", "name", "stage", "edit", "order"),
    [
        (a_verified_sole_proprietor, "jane-doe", "verified", new_sample, ["POST QE"]),
        (
            a_rejected_company,
            "doe-bakery-llc",
            "campaign_failed",
            new_website,
            THE_ORDER_OF_B5,
        ),
    ],
)
def test_an_adopted_customer_is_without_change_until_it_is_edited(
    simulator: SimulatorProcess,
    project: Path,
    registered: Callable[[UnmanagedCustomers], WalkthroughCustomer],
    name: str,
    stage: str,
    edit: Callable[[dict[str, Any]], None],
    order: list[str],
) -> None:
    customer = registered(UnmanagedCustomers(simulator))
    stack = Stack(name, project, simulator)
    before = writes(stack)

    adopt(stack)
    preview = stack.preview("--expect-no-changes")
    assert preview.status == 0, preview.output
    assert stack.refresh().status == 0
    assert stack.preview("--expect-no-changes").status == 0

    assert writes(stack) == before
    assert stack.recorded_outputs()["stage"] == stage
    assert not list(project.glob(".a2p/adopt/*/*")), (
        "an imported document holds personal data, and is deleted"
    )
    exported = stack.export()
    assert not [each for each in (customer.email, customer.mobile, customer.street) if each in exported]

    stack.edit(edit)
    edited = stack.up()
    assert edited.status == 0, edited.output
    assert [_short(call) for call in writes(stack)[len(before) :]] == order
    assert customer.fetch_profile().friendly_name == "Jane Doe"
    assert stack.preview("--expect-no-changes").status == 0


def test_a_customer_who_was_imported_by_hand_and_is_edited_at_once_is_left_as_he_is_until_a_run(
    simulator: SimulatorProcess, project: Path
) -> None:
    """B5: an import does not say what hangs on what, so the engine would not delete the Campaign first."""
    a_rejected_company(UnmanagedCustomers(simulator))
    stack = Stack("doe-bakery-llc", project, simulator)
    before = writes(stack)
    a2p(stack, "adopt", "--base-url", simulator.url)
    (document,) = project.glob(".a2p/adopt/*/*.json")
    for command in list_commands(stack.name, document)[:2]:
        assert stack.pulumi(*command).status == 0
    declared = stack.file.read_text()

    stack.edit(new_website)
    refused = a2p(stack, "up", stack.name, "--yes", "--json", "--", "--skip-preview")

    assert refused.status == Exit.BLOCKED, refused
    (told,) = refused.data["stacks"]
    assert told["problem"].startswith("BrandRevision: nothing was edited: the Campaign on MG")
    assert "do: take the edit back and apply that, which records it" in told["problem"]
    assert writes(stack) == before

    stack.file.write_text(declared)
    assert stack.up().status == 0
    assert writes(stack) == before
    stack.edit(new_website)
    edited = stack.up()
    assert edited.status == 0, edited.output
    assert [_short(call) for call in writes(stack)[len(before) :]] == THE_ORDER_OF_B5


def _short(call: str) -> str:
    """The method, and the kind of what it is about."""
    method, last = call.split(maxsplit=1)[0], call.rsplit("/", 1)[-1]
    return f"{method} {last[:2] if len(last) == 34 else last}"
