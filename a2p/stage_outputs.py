"""What a stack exports of where it stands, and the same of each of several Campaigns with its SIDs."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from a2p.actor import NOTHING_TO_DO, Actor, NextStep
from a2p.stack_command import StackCommand, rename_stack


@dataclass(frozen=True)
class StageOutputs:
    """A stage, as it is exported. next_step: who must act, and how. next_command: None if there is none."""

    stage: str = ""
    waits_for: str = ""
    next_step: NextStep = NOTHING_TO_DO
    next_command: StackCommand | None = None

    def for_stack(self, stack: str) -> Self:
        """The same of a stack as it is called now: it may have been renamed since the run."""
        if self.next_command is None or self.next_command.stack == stack:
            return self
        old = self.next_command.stack
        return replace(
            self,
            waits_for=rename_stack(self.waits_for, old, stack),
            next_step=replace(self.next_step, what=rename_stack(self.next_step.what, old, stack)),
            next_command=replace(self.next_command, stack=stack),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "stage": self.stage,
            "waits_for": self.waits_for,
            "who_must_act": str(self.next_step),
            "actor": self.next_step.actor.value,
            "next_command": self.next_command.for_pulumi() if self.next_command else "",
        }


@dataclass(frozen=True)
class CampaignOutputs(StageOutputs):
    """
    One entry of a stack's `campaigns`.

    sid: that of the Messaging Service and the Campaign, MG…/QE…. status: Twilio's word, or "not registered".
    """

    sid: str = ""
    status: str = ""

    def to_json(self) -> dict[str, Any]:
        return {**super().to_json(), "sid": self.sid, "status": self.status}

    @classmethod
    def from_json(cls, entry: Mapping[str, Any]) -> "CampaignOutputs":
        """The entry as the engine has it."""
        sid, status = (str(entry.get(name, "")) for name in ("sid", "status"))
        return cls(**read_stage(entry), sid=sid, status=status)


def read_stage(outputs: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of StageOutputs, of what `to_json` gave."""
    return {
        "stage": str(outputs.get("stage", "")),
        "waits_for": str(outputs.get("waits_for", "")),
        "next_step": _read_next_step(outputs),
        "next_command": StackCommand.parse(str(outputs.get("next_command", ""))),
    }


def _read_next_step(outputs: Mapping[str, Any]) -> NextStep:
    """The actor is a value of its own; only states of before 0.2 have nothing but the text."""
    step = NextStep.parse(str(outputs.get("who_must_act", "")))
    actor = next((actor for actor in Actor if actor == outputs.get("actor")), step.actor)
    return replace(step, actor=actor)
