"""An external campaign on the real engine: from its share to verified, and out of a late failure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.simulator import SimulatorProcess

CREATE = "/v1/Services/PreregisteredUsa2p"
DAY = 24 * 3600


class AtTheRegistry:
    """The ISV's own account at The Campaign Registry, and Twilio's reviewer there."""

    def __init__(self, simulator: SimulatorProcess) -> None:
        self._simulator = simulator
        self.campaign_id: str = simulator.control("POST", "/tcr/campaigns")["campaign_id"]

    def share(self) -> None:
        self._simulator.control("POST", f"/tcr/campaigns/{self.campaign_id}/share")

    def accept(self) -> None:
        self._simulator.control("POST", f"/tcr/campaigns/{self.campaign_id}/decide", {"status": "accept"})


def external_stack(folder: Path, simulator: SimulatorProcess) -> tuple[Stack, AtTheRegistry]:
    registry = AtTheRegistry(simulator)
    stack = Stack.of_example("example-external", folder, simulator)
    stack.edit(lambda config: config["external_campaign"].update(campaign_id=registry.campaign_id))
    return stack, registry


def accepted_on(stack: Stack, date: str | None) -> None:
    """Set or remove the date, written without quotes as people do."""

    def change(config: dict[str, Any]) -> None:
        config["external_campaign"].pop("share_accepted_on", None)
        if date:
            config["external_campaign"]["share_accepted_on"] = date

    stack.edit(change)
    text = stack.file.read_text()
    stack.file.write_text(re.sub(r"share_accepted_on: '(.*)'", r"share_accepted_on: \1", text))


def writes(stack: Stack) -> list[dict[str, Any]]:
    """What was sent about the campaign."""
    calls = stack.simulator.control("GET", "/requests")
    return [
        call
        for call in calls
        if call["method"] != "GET" and (call["path"] == CREATE or "/Compliance/Usa2p" in call["path"])
    ]


def test_an_external_customer_goes_from_waiting_to_verified_and_away_again(
    tmp_path: Path, simulator: SimulatorProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack, registry = external_stack(tmp_path, simulator)

    first = stack.up()
    assert first.status == 0, first.output
    outputs = stack.recorded_outputs()
    assert outputs["stage"] == "waiting_for_share"
    assert "share the campaign with Twilio as DCA" in outputs["who_must_act"]
    number = simulator.phone_numbers[0]["sid"]
    assert outputs["resources"][number]["status"] == "associated"
    assert writes(stack) == []

    registry.share()
    registry.accept()
    accepted_on(stack, "2026-11-20")
    preview = stack.preview("--expect-no-changes")
    assert preview.status == 7, preview.output
    assert "ExternalCampaign: register: what it waited for has happened" in preview.output
    assert writes(stack) == []

    second = stack.up()
    assert second.status == 0, second.output
    assert stack.recorded_outputs()["stage"] == "external_campaign_in_review"
    (associated,) = writes(stack)
    assert associated["parameters"]["CampaignId"] == registry.campaign_id

    simulator.advance(6 * DAY)
    accepted_on(stack, "2026-11-19")  # a correction of no importance
    quiet = stack.up()
    assert quiet.status == 0, quiet.output
    assert stack.recorded_outputs()["stage"] == "verified"
    assert len(writes(stack)) == 1

    accepted_on(stack, None)
    blocked = stack.preview()
    assert blocked.status != 0
    assert "ExternalCampaign: it is approved, and this change would delete it" in blocked.output

    monkeypatch.setenv("A2P_ALLOW_TRAFFIC_LOSS", "true")
    gone = stack.destroy()
    assert gone.status == 0, gone.output
    assert "stays at The Campaign Registry" in gone.output
    assert [call["method"] for call in writes(stack)] == ["POST", "DELETE"]
    state = simulator.control("GET", "/state")
    assert [each["campaign_id"] for each in state["tcr_campaign"]] == [registry.campaign_id]
    assert not state.get("campaign")
    assert not state.get("service")


def test_a_late_failure_is_explained_and_mended_by_a_new_date_or_by_none_and_another(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    """E2, E5, E7."""
    stack, registry = external_stack(tmp_path, simulator)
    accepted_on(stack, "2026-11-20")  # and it was not
    assert stack.up().status == 0

    simulator.advance(200)
    assert stack.up().status == 0
    outputs = stack.recorded_outputs()
    assert outputs["stage"] == "external_campaign_failed"
    assert "30904" in outputs["waits_for"]
    assert "you: 1. remove external_campaign.share_accepted_on" in outputs["who_must_act"]

    assert len(writes(stack)) == 1, "nothing changed, so nothing was sent"

    registry.share()
    accepted_on(stack, "2026-11-21 10:00:00")  # shared, and still not accepted
    anew = stack.up()
    assert anew.status == 0, anew.output
    first, deleted, second = writes(stack)
    assert [call["method"] for call in (first, deleted, second)] == ["POST", "DELETE", "POST"]
    assert second["time"] - deleted["time"] >= 5

    simulator.advance(200)
    accepted_on(stack, None)
    withdrawn = stack.up()
    assert withdrawn.status == 0, withdrawn.output
    assert stack.recorded_outputs()["stage"] == "waiting_for_share"
    assert writes(stack)[-1]["method"] == "DELETE"

    registry.accept()
    accepted_on(stack, "2026-11-21 11:00:00")
    assert stack.up().status == 0
    assert stack.recorded_outputs()["stage"] == "external_campaign_in_review"
    simulator.advance(6 * DAY)
    (campaign,) = simulator.control("GET", "/state")["campaign"]
    assert campaign["campaign_status"] == "VERIFIED"
