"""`pulumi up --replace` of what is approved: the engine creates first, finds it there, and loses nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from a2p.cli.exit_codes import Exit
from a2p.plan.consents import Consent
from tests.support.approved import register_approved
from tests.support.command import a2p

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.simulator import SimulatorProcess
    from tests.support.stack import Stack


def list_urns(stack: Stack) -> list[str]:
    """Of the Campaign and its numbers, one for each entry of the state."""
    entries = json.loads(stack.export())["deployment"]["resources"]
    kinds = ("a2p:Campaign", "a2p:PhoneNumberAssociation")
    return [each["urn"] for each in entries if each["type"].endswith(kinds)]


def test_a_forced_replacement_of_an_approved_campaign_and_its_number_deletes_neither(
    tmp_path: Path, simulator: SimulatorProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack, _service = register_approved(tmp_path, simulator)
    urns = list_urns(stack)
    assert len(urns) == 3
    before = len(stack.calls())
    monkeypatch.setenv(Consent.TRAFFIC_LOSS.value, "true")  # nor where it were agreed to

    forced = stack.up(*(word for urn in urns for word in ("--replace", urn)))

    assert forced.status == 0, forced.output
    assert "stays at Twilio: the stack has it under the same id" in forced.output
    assert not [call for call in stack.calls()[before:] if call.startswith("DELETE ")]
    assert sorted(list_urns(stack)) == sorted(urns), "once each"
    assert a2p(stack, "up", stack.name, "--yes").status == Exit.DONE
    assert a2p(stack, "drift", stack.name).status == Exit.DONE
