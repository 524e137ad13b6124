"""The status of one customer: a row of `a2p status`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from a2p.actor import Actor, NextStep
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.outcomes import choose_worst, exit_for_status
from a2p.cli.terminal.text import format_age
from a2p.run_log import StackOutputs, VerdictRecord
from a2p.state.looks import Look
from a2p.state.observed_statuses import ObservedStatus
from a2p.state.reasons import Reason
from a2p.state.standing_tables import RecordedStatus

_REGISTERED = "successful"
_FRESH = timedelta(hours=1)
_NOT_BEGUN, _UNFINISHED, _UNREADABLE = "not_begun", "unfinished", "unreadable"


@dataclass(frozen=True)
class CustomerStatus:
    """
    One customer.

    recorded: None before the first run. working: pid of a run at work, else 0. killed: a run has left its
    lock. observed: what a look of `a2p serve` has found since the last run.
    """

    stack: str
    recorded: RecordedStatus | None
    working: int = 0
    killed: bool = False
    reason: str = (
        ""  # why a bundle of it is rejected, as Twilio's callback said; "" if none is, or nobody was told
    )

    numbers: Mapping[str, Reason] = field(default_factory=dict)  # what Twilio's events told of them, by SID
    observed: ObservedStatus | None = None
    look: Look | None = None  # what the last comparison found, while it stands

    @property
    def stage(self) -> str:
        if self.problem:
            return _UNREADABLE
        if self._is_outdated or (self.recorded and self.recorded.begun and not self.recorded.stage):
            return _UNFINISHED
        return (self._outputs.stage if self._outputs else "") or _NOT_BEGUN

    @property
    def exit(self) -> Exit:
        """Exit code of one customer; PERSON if no run has recorded a stage yet."""
        if self.problem:
            return Exit.ERROR
        settled = self._outputs and not (self.has_failed or self.is_interrupted)
        stands = exit_for_status(self._outputs) if settled else Exit.PERSON
        found = ((Exit.DRIFT, self.drift), (Exit.PERSON, self.stop))
        return choose_worst([stands, *(code for code, words in found if words)])

    @property
    def problem(self) -> str:
        """Why its checkpoint cannot be read; "" if it can."""
        return self.recorded.problem if self.recorded else ""

    @property
    def is_interrupted(self) -> bool:
        """Whether a run was killed, and none has put that right yet."""
        return not self.working and (self.killed or bool(self.recorded and self.recorded.interrupted))

    @property
    def has_failed(self) -> bool:
        """Whether the last run failed, and none is trying again."""
        return not self.working and bool(self.recorded and self.recorded.failed)

    @property
    def _is_outdated(self) -> bool:
        """Whether the outputs are those of a run before the last one, which has changed nobody knows what."""
        return self.has_failed or self.is_interrupted

    @property
    def waits_for(self) -> str:
        if self.working:
            return f"a run that is at work (pid {self.working})"
        if self.problem:
            return f"a checkpoint that can be read: {self.problem.removeprefix(f'{self.stack}: ')}"
        if self.is_interrupted:
            return "the next run: the last one was interrupted"
        if self.has_failed or self.stage == _UNFINISHED:
            return "the next run: the last one failed"
        if self.stop:
            return f"a decision: the last run was stopped, and has changed nothing: {self.stop}"
        return self._outputs.waits_for if self._outputs else "the first run"

    @property
    def next_step(self) -> NextStep:
        """Who must act, and how."""
        if self.recorded and self.recorded.problem:
            return NextStep(Actor.YOU, self.recorded.remedy)
        if self.has_failed or self.is_interrupted or not self._outputs:
            says_why = ", which says why it fails" if self.has_failed else ""
            return NextStep(Actor.YOU, f"run the next command{says_why}")
        if self.stop:
            return NextStep(Actor.YOU, "take the change back, or agree to it; the next command says how")
        return self._outputs.next_step

    @property
    def next_command(self) -> str:
        if self.problem:
            return f"a2p doctor {self.stack}"
        if self.has_failed or self.is_interrupted or not self._outputs:
            return f"a2p up {self.stack}"
        if self.stop:
            return f"a2p preview {self.stack}"
        return self._outputs.next_command.for_a2p() if self._outputs.next_command else ""

    @property
    def campaign_stages(self) -> str:
        """The stage of each of several Campaigns, in the order of their names; "" where there is one."""
        return "; ".join(f"{name} {entry['stage']}" for name, entry in sorted(self._campaigns.items()))

    @property
    def unregistered_numbers(self) -> str:
        """The numbers whose registration is under way or has failed, as far as Twilio's events have told."""
        return "; ".join(
            f"{sid} registration {each.status}{f' ({each.reason})' if each.reason else ''}"
            for sid, each in self.numbers.items()
            if each.status != _REGISTERED
        )

    @property
    def drift(self) -> str:
        """What the last comparison found and nobody has mended yet, and when that was; "" if nothing."""
        if not self.look or not self.look.differences:
            return ""
        found = "; ".join(
            f"{each.label} {each.verdict}{_list_fields(each)}" for each in self.look.differences
        )
        return f"{found}; seen {format_age(self.look.at)} ago; a2p drift {self.stack} looks at Twilio now"

    @property
    def stop(self) -> str:
        """What the last run was refused for; "" if it was not."""
        sentences = [f"{each.label}: {' '.join(each.sentence.split())}" for each in self._stops]
        return "; ".join(dict.fromkeys(sentences))

    @property
    def _stops(self) -> tuple[VerdictRecord, ...]:
        return self.look.stopped if self.look else ()

    @property
    def age(self) -> str:
        """How old the knowledge is."""
        return f"{format_age(self._known_at)} ago" if self._known_at else ""

    @property
    def age_with_look(self) -> str:
        """The same, and of what is older than an hour how to look anew: nothing here asks Twilio."""
        at = self._known_at
        is_old = at is not None and datetime.now(UTC) - at > _FRESH and not self.problem
        found = f"{self.age}, as a look of a2p serve found it" if self.observed else self.age
        return f"{found}; a2p drift {self.stack} looks at Twilio now" if is_old else found

    @property
    def _known_at(self) -> datetime | None:
        if self.observed:
            return self.observed.at
        return self.recorded.at if self.recorded else None

    @property
    def _outputs(self) -> StackOutputs | None:
        """What is known last, by a look or by a run, under the name that the stack has now."""
        known = self.observed or self.recorded
        return known.outputs.for_stack(self.stack) if known and known.outputs else None

    def data(self) -> dict[str, Any]:
        """The same, for a program."""
        at = self.recorded.at if self.recorded else None
        return {
            "stack": self.stack,
            "stage": self.stage,
            "outcome": self.exit.name.lower(),
            "waits_for": self.waits_for,
            "who_must_act": str(self.next_step),
            "actor": self.next_step.actor.value,
            "next_command": self.next_command,
            "recorded_at": at.isoformat() if at else None,
            **({"observed_at": self.observed.at.isoformat()} if self.observed else {}),
            "problem": self.problem or None,
            "rejection_reason": self.reason or None,
            "drift": self._drift_data,
            "stopped": [each.to_json() for each in self._stops] or None,
            "interrupted": self.is_interrupted,
            "failed": self.has_failed,
            "running_pid": self.working or None,
            "resources": self._resources,
            **({"campaigns": self._campaigns} if self._campaigns else {}),
        }

    @property
    def _drift_data(self) -> dict[str, Any] | None:
        if not self.look or not self.look.differences:
            return None
        differences = [each.to_json() for each in self.look.differences]
        return {"seen_at": self.look.at.isoformat(), "differences": differences}

    @property
    def _campaigns(self) -> dict[str, dict[str, str]]:
        """Where each of several Campaigns stands; nothing where a later run has failed, or there is one."""
        if self._is_outdated or not self._outputs:
            return {}
        return {name: campaign.to_json() for name, campaign in self._outputs.campaigns.items()}

    @property
    def _resources(self) -> dict[str, dict[str, str]]:
        """SID and status of each resource; no status where a later run has failed."""
        resources: dict[str, dict[str, str]] = self._outputs.to_json()["resources"] if self._outputs else {}
        for sid, reason in self.numbers.items():
            resources[sid] = resources[sid] | {"registration": reason.status}
        if not self._is_outdated:
            return resources
        return {name: {"sid": facts.get("sid", "")} for name, facts in resources.items()}


def _list_fields(verdict: VerdictRecord) -> str:
    """The fields of a difference of values; what a finding is about."""
    if verdict.is_finding:
        return f": {verdict.sentence}"
    names = [row.field for row in verdict.fields] + list(verdict.notes)
    return f" ({', '.join(names)})" if names else ""
