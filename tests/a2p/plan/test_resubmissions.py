"""How often a Campaign was submitted again, as far as state and live data tell (C15)."""

from __future__ import annotations

from typing import Any

import pytest

from a2p.observed import LiveCampaign
from a2p.plan.resubmissions import count_resubmissions

RECORDED: dict[str, Any] = {
    "description": "What it is about.",
    "message_flow": "How people opt in.",
    "message_samples": ("One.", "Two."),
    "has_embedded_links": True,
    "has_embedded_phone": False,
    "age_gated": False,
    "direct_lending": False,
}


def live(**changes: Any) -> LiveCampaign:
    return LiveCampaign(
        status="FAILED", campaign_id=None, externally_registered=False, fields=RECORDED | changes
    )


def test_what_the_state_counted_is_the_count_while_nothing_else_was_sent() -> None:
    assert count_resubmissions(live(), RECORDED, 2) == 2


@pytest.mark.parametrize("field", RECORDED)
def test_a_text_nobody_recorded_was_sent_by_a_run_that_died_or_by_the_console(field: str) -> None:
    assert count_resubmissions(live(**{field: "another"}), RECORDED, 1) == 2


def test_several_such_texts_are_one_update() -> None:
    assert count_resubmissions(live(description="a", message_flow="b"), RECORDED, 0) == 1


def test_what_no_update_carries_is_no_resubmission() -> None:
    assert count_resubmissions(live(help_message="filled in by Twilio"), RECORDED, 0) == 0


def test_a_field_twilio_does_not_show_tells_nothing() -> None:
    bare = LiveCampaign(status="FAILED", campaign_id=None, externally_registered=False)

    assert count_resubmissions(bare, RECORDED, 3) == 3
