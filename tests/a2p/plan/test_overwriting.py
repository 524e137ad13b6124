"""What is told where Twilio put values of its own in place of declared ones (C5)."""

from __future__ import annotations

from typing import Any

import pytest

from a2p.plan import Consent
from a2p.plan.normalisation import is_echo
from a2p.plan.stops.overwriting import OPT_OUT, known_echoes, overwriting_note

OURS: dict[str, Any] = {"help_message": "Write to help@acme.com.", "opt_out_keywords": ("STOP",)}
THEIRS: dict[str, Any] = {"help_message": "Reply STOP to unsubscribe.", "opt_out_keywords": ("END", "STOP")}


def test_what_a_state_has_recorded_is_believed() -> None:
    assert known_echoes(OURS, OURS, THEIRS, {"echoes": {"help_message": "abc"}}) == {"help_message": "abc"}


def test_of_a_state_without_echoes_unedited_opt_out_texts_tell_themselves() -> None:
    found = known_echoes(OURS, OURS, {**THEIRS, "description": "Edited in the Console."}, {})

    assert set(found) == {"help_message", "opt_out_keywords"}
    assert is_echo("help_message", THEIRS["help_message"], found)


def test_an_edit_is_no_echo() -> None:
    edited = {**OURS, "help_message": "Call us."}

    assert set(known_echoes(edited, OURS, THEIRS, {})) == {"opt_out_keywords"}


@pytest.mark.parametrize("stack", ["acme", ""])
def test_overwritten_opt_out_texts_name_the_service_and_both_ways_out(stack: str) -> None:
    note = overwriting_note(OPT_OUT, stack=stack, service_sid="MG1", consents=[Consent.TRAFFIC_LOSS])

    assert "help_keywords, help_message, opt_out_keywords, opt_out_message, not the declared" in note
    assert "Messaging Service MG1 is not set to\n  self-managed opt-out" in note
    assert (f"stacks/Pulumi.{stack}.yaml" if stack else "the stack file") in note
    assert "A2P_ALLOW_TRAFFIC_LOSS=true A2P_ALLOW_REPEATED_REPLACEMENT=true" in note


def test_another_overwritten_field_is_told_without_a_setting_that_would_not_help() -> None:
    note = overwriting_note(["description", "help_message"], stack="acme", service_sid="MG1", consents=[])

    assert note.startswith("Twilio shows values of its own in description, help_message")
    assert "self-managed" not in note
    assert "do: declare what Twilio shows" in note


def test_nothing_overwritten_is_nothing_told() -> None:
    assert overwriting_note([], stack="acme", service_sid="MG1", consents=[]) == ""
