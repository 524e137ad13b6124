"""The policy pack, started by the real engine: what it forbids, and that it forbids nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tests.support.command import a2p
from tests.support.simulator import ROOT
from tests.support.stack import Stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.command import CommandOutput
    from tests.support.simulator import SimulatorProcess

_PACK = ROOT / "policy"


def test_a_consent_is_forbidden_and_a_likely_rejection_is_told(
    tmp_path: Path, simulator: SimulatorProcess
) -> None:
    stack = Stack.of_example("example-standard", tmp_path, simulator)

    stack.edit(_undeclared_phone)
    allowed = _preview(stack)
    assert allowed.status == 0, allowed
    assert "[advisory]  likely-rejection" in allowed.out
    assert "campaign.message_samples[1]: holds a phone number while has_embedded_phone is" in allowed.out
    assert "[mandatory]" not in allowed.out

    stack.edit(lambda config: config.update(allowTrafficLoss="true"))
    refused = _preview(stack)
    assert refused.status != 0
    assert "[mandatory]  traffic-loss" in refused.out
    assert "a2p:allowTrafficLoss is true" in refused.out
    assert "paid-resubmission" not in refused.out


def _preview(stack: Stack) -> CommandOutput:
    path = f"{_PACK / 'bin'}:{os.environ['PATH']}"
    return a2p(stack, "preview", stack.name, "--", "--policy-pack", str(_PACK), env={"PATH": path})


def _undeclared_phone(config: dict[str, Any]) -> None:
    config["campaign"]["has_embedded_phone"] = False
