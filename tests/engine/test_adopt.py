"""An estate that was registered by hand: adopted, imported, and then a stack like any other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.estates import Isv
from tests.support.simulator import ROOT
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.support.simulator import SimulatorProcess
    from tests.support.walkthrough import Customer

COMMAND = Path(sys.executable).parent / "a2p"


def a_verified_sole_proprietor(isv: Isv) -> Customer:
    customer = isv.sole_proprietor()
    customer.decide_campaign("VERIFIED")
    return customer


def a_rejected_company(isv: Isv) -> Customer:
    customer = isv.business()
    customer.decide_campaign("FAILED", {"error_code": 30893, "fields": ["SAMPLE_MESSAGE_2"]})
    return customer


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The program, with no customer."""
    folder = tmp_path / "project"
    (folder / "stacks").mkdir(parents=True)
    for file in ("Pulumi.yaml", "__main__.py"):
        shutil.copy(ROOT / file, folder / file)
    (folder / ".venv").symlink_to(ROOT / ".venv")
    (tmp_path / "state").mkdir()
    return folder


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


def new_sample(config: dict[str, Any]) -> None:
    config["campaign"]["message_samples"][1] = "Jane Doe's Bakery: your order [n] is paid. Reply STOP to end."


def new_website(config: dict[str, Any]) -> None:
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
            # B5: the Campaign makes way for its Brand.
            ["DELETE QE", "POST IT", "POST Evaluations", "POST BU", "POST BN", "POST Usa2p"],
        ),
    ],
)
def test_an_adopted_customer_is_without_change_until_it_is_edited(
    simulator: SimulatorProcess,
    project: Path,
    registered: Callable[[Isv], Customer],
    name: str,
    stage: str,
    edit: Callable[[dict[str, Any]], None],
    order: list[str],
) -> None:
    customer = registered(Isv(simulator))
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


def _short(call: str) -> str:
    """The method, and the kind of what it is about."""
    method, last = call.split(maxsplit=1)[0], call.rsplit("/", 1)[-1]
    return f"{method} {last[:2] if len(last) == 34 else last}"
