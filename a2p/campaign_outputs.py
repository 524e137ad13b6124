"""What a stack with several Campaigns exports of each of them: where it stands, and its SIDs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from a2p.actor import NOTHING_TO_DO, NextStep
from a2p.stack_command import StackCommand


@dataclass(frozen=True)
class CampaignOutputs:
    """
    One entry of a stack's `campaigns`.

    sid: that of the Messaging Service and the Campaign, MG…/QE…. status: Twilio's word, or "not registered".
    """

    stage: str = ""
    waits_for: str = ""
    next_step: NextStep = NOTHING_TO_DO
    next_command: StackCommand | None = None
    sid: str = ""
    status: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "stage": self.stage,
            "waits_for": self.waits_for,
            "who_must_act": str(self.next_step),
            "actor": self.next_step.actor.value,
            "next_command": self.next_command.for_pulumi() if self.next_command else "",
            "sid": self.sid,
            "status": self.status,
        }

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> "CampaignOutputs":
        """The entry as the engine has it."""
        return cls(
            stage=str(entry.get("stage", "")),
            waits_for=str(entry.get("waits_for", "")),
            next_step=NextStep.parse(str(entry.get("who_must_act", ""))),
            next_command=StackCommand.parse(str(entry.get("next_command", ""))),
            sid=str(entry.get("sid", "")),
            status=str(entry.get("status", "")),
        )
