"""A rejected Campaign: from the reviewers' reason to the key in the stack file, and what is not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


def test_a_mendable_rejection_names_the_key_and_a_final_one_stops_every_edit(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)
    assert stack.up().status == 0
    sid = stack.outputs()["resources"]["messaging_service"]["sid"]

    def reject(code: int, field: str, description: str) -> None:
        error = {"error_code": code, "fields": [field], "description": description}
        simulator.control("POST", f"/campaigns/{sid}/decide", {"status": "FAILED", "errors": [error]})
        assert stack.up().status == 0

    def writes() -> int:
        return sum(call["method"] != "GET" for call in simulator.control("GET", "/requests"))

    before = writes()
    reject(30893, "SAMPLE_MESSAGE_2", "The sample does not match the use case")
    outputs = stack.outputs()
    assert outputs["stage"] == "campaign_failed"
    assert "campaign.message_samples[1]: 30893 The sample does not match the use case" in outputs["waits_for"]
    assert outputs["who_must_act"] == "you: edit campaign.message_samples[1] in stacks/Pulumi.customer.yaml"
    assert writes() == before, "nothing changed, so nothing was sent"

    text = "Acme Sandwich Company: your order [number] is ready for you at [place]. Reply STOP to opt out."
    stack.edit(lambda config: config["campaign"]["message_samples"].__setitem__(1, text))
    assert stack.up().status == 0
    assert stack.outputs()["stage"] == "campaign_in_review"

    reject(30883, "MESSAGE_FLOW", "Content violation")
    assert stack.outputs()["next_command"] == ""
    stack.edit(lambda config: config["campaign"].update(description=text))
    preview = stack.preview()
    assert preview.status != 0
    assert "Campaign: it was rejected with a code that Twilio lists as final" in preview.output
    assert "do: take the change back and appeal to Twilio Support" in preview.output
