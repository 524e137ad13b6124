"""What the lint shows in a preview, and that a certain rejection stops the run before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.simulator import SimulatorProcess


def test_a_preview_warns_and_a_certain_rejection_stops_it(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)

    stack.edit(lambda config: config["campaign"].update(has_embedded_phone=False, has_embedded_links=False))
    stack.edit(lambda config: config.update(lint={"ignore": {"undeclared-link": "the shop links later"}}))
    warned = stack.preview()
    assert warned.status == 0
    assert (
        "warning: campaign.message_samples[1]: holds a phone number while has_embedded_phone is"
        in warned.output
    )
    assert "(undeclared-phone, C18, may be rejected with 30889)" in warned.output
    assert "do: set campaign.has_embedded_phone: true, or remove the number" in warned.output
    assert "silenced by a2p:lint in stacks/Pulumi.customer.yaml" in warned.output
    assert "to create" in warned.output

    before = stack.calls()
    stack.edit(lambda config: config["campaign"].update(terms_and_conditions_url="https://bit.ly/terms"))
    refused = stack.up()
    assert refused.status != 0
    assert "stacks/Pulumi.customer.yaml would be rejected (1):" in refused.output
    assert "- campaign.terms_and_conditions_url: bit.ly is a public link shortener" in refused.output
    assert "(undeclared-phone, C18" in refused.output
    assert "Traceback" not in refused.output
    assert stack.calls() == before
