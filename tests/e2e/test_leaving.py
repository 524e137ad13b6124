"""An approved Campaign is not destroyed unasked, nor where the state has not seen yet that it is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.cli.exit_codes import Exit
from tests.support.command import a2p
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess

_DAY = 24 * 3600


@pytest.mark.parametrize(("numbers", "resource"), [(2, "PhoneNumberAssociation"), (0, "Campaign")])
def test_a_refusal_in_the_middle_of_a_destruction_is_told_as_one_with_reason_and_remedy(
    numbers: int, resource: str, tmp_path: Path, simulator: SimulatorProcess
) -> None:
    """C20: the stack has last seen the Campaign in review, so it is the provider that finds out."""
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    stack.edit(lambda config: config.update(phone_numbers=config["phone_numbers"][:numbers]))
    assert stack.up().status == 0
    assert stack.recorded_outputs()["stage"] == "campaign_in_review"
    simulator.advance(11 * _DAY)
    before = len(stack.calls())

    refused = a2p(stack, "destroy", "customer", "--yes", "--json", "--", "--skip-preview")

    assert refused.status == Exit.BLOCKED, refused
    (told,) = refused.data["stacks"]
    assert (told["outcome"], told["recovered"]) == ("blocked", [])
    assert {said["resource"] for said in told["verdicts"]} == {resource}
    assert told["problem"].startswith(f"{resource}: it was not deleted: the Campaign on MG")
    assert "A2P_ALLOW_TRAFFIC_LOSS=true a2p destroy customer" in told["problem"]
    assert f"{resource}: it was not deleted" in refused.err, "the engine's words say it, too"
    assert all(call.startswith("GET ") for call in stack.calls()[before:])
