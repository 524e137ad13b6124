"""
What the fleet may do without a person: three levels, and the reason of each decision. Pure.

`continue` finishes what a person's `up` began with the declaration as it still is, and pays no fee but those
that the plan of that run has shown. What it may do is a short list; whatever is not on it is left to a
person, also what nobody has thought of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from a2p import run_log
from a2p.run_log import LOST_TRAFFIC, FeeRecord, FeeToCome, StackOutputs

_CONTINUED: Final = frozenset({"register", "adopt", "wait"})
# What is due on a Brand by itself, and no edit: another text message, another try after an error that passes.
_DUE: Final = frozenset({"otp", "submission"})
_FINDINGS: Final = frozenset({run_log.Outcome.LIFECYCLE, run_log.Outcome.FOREIGN})
_SENDING: Final = frozenset({"Campaign", "ExternalCampaign"})


class Level(StrEnum):
    """What may be done alone."""

    WATCH = "watch"
    CONTINUE = "continue"
    APPLY = "apply"


class Action(StrEnum):
    """What a look comes to."""

    RUN = "run"
    LEAVE = "leave"  # to a person
    NOTHING = "nothing"


@dataclass(frozen=True)
class PlannedChange:
    """
    One change of a preview.

    verdict: one of a2p.run_log's Outcome. fields: the reasons of it. traffic: one of a2p.plan's Traffic, in
    small letters, or "". finding: of a fact that no run changes, what it is, redacted.
    """

    resource: str
    verdict: str
    fees: tuple[FeeRecord, ...] = ()
    fields: tuple[str, ...] = ()
    traffic: str = ""
    finding: str = ""

    @property
    def cost(self) -> Decimal:
        """In US dollars."""
        return sum((fee.usd for fee in self.fees), Decimal(0))

    @property
    def stops_traffic(self) -> bool:
        is_deleted = self.verdict == run_log.Outcome.DELETE and self.resource in _SENDING
        return is_deleted or self.traffic == LOST_TRAFFIC


@dataclass(frozen=True)
class Look:
    """
    What a preview found. problem: why there is none, or why it is blocked; blocked tells the two apart.

    begun: whether a run of a person's has begun the stack. approved: whether the declaration is the one that
    the person's last run had. shown: the fees to come that the plan of that run has shown. is_final: whether
    the recorded stage has nothing to wait for. has_moved: whether something is at Twilio that the last run
    has not recorded, or that run did not end well. plan: what a run after this look is held to. observed:
    where the registration stands, as the preview has read it; None where it did not come to that.
    """

    changes: tuple[PlannedChange, ...] = ()
    problem: str = ""
    blocked: bool = False
    begun: bool = True
    approved: bool = True
    shown: tuple[FeeToCome, ...] = ()
    is_final: bool = False
    has_moved: bool = True
    plan: frozenset[run_log.PlannedChange] = field(default=frozenset())
    observed: StackOutputs | None = None

    @property
    def cost(self) -> Decimal:
        """What a run would be charged, in US dollars."""
        return sum((change.cost for change in self.changes), Decimal(0))

    @property
    def finds_facts_only(self) -> bool:
        """Whether all that was found is what no run changes, such as a suspended Campaign."""
        return bool(self.changes) and all(
            change.verdict in _FINDINGS and not change.fees for change in self.changes
        )


@dataclass(frozen=True)
class Decision:
    """What is done, and why, in one sentence without any declared value."""

    action: Action
    reason: str


def decide(level: Level, look: Look) -> Decision:
    """What a level lets be done about what was found."""
    if look.problem:
        kind = "the preview is blocked" if look.blocked else "the preview failed"
        return Decision(Action.LEAVE, f"{kind}: {look.problem}")
    if not look.changes and look.is_final:
        return Decision(Action.NOTHING, "all is as declared, and nothing is waited for")
    if not look.changes and look.begun and not look.has_moved:
        return Decision(Action.NOTHING, "nothing has moved since the last run")
    if objection := _OBJECTIONS[level](look):
        return Decision(Action.LEAVE, f"level {level}: {objection}")
    records = "records " if look.finds_facts_only else ""
    return Decision(Action.RUN, f"level {level}: {records}{_describe(look.changes)}")


def _object_to_all(look: Look) -> str:
    return _describe(look.changes)


def _object_to_what_was_not_shown(look: Look) -> str:
    """Why the level `continue` leaves it to a person; "" where it does not."""
    if not look.begun:
        return "no person's `a2p up` has begun this customer"
    if not look.approved:
        return "the stack file was changed after the last `a2p up` of a person"
    if look.finds_facts_only:
        return _object_to_facts(look)
    for change in look.changes:
        if not _is_continued(change):
            return f"{_describe([change])}, which a person decides"
        if fees := _list_unshown(change, look.shown):
            told = ", ".join(map(str, fees))
            return (
                f"{_describe([change])} costs {told}, which no plan of a person's run has shown; run a2p up"
            )
    return ""


def _object_to_harm(look: Look) -> str:
    """Why the level `apply` leaves it to a person; "" where it does not."""
    if look.finds_facts_only:
        return _object_to_facts(look)
    stopping = [change for change in look.changes if change.stops_traffic]
    return f"{_describe(stopping)} would stop traffic, which a person decides" if stopping else ""


def _object_to_facts(look: Look) -> str:
    """A run records once what has moved, and writes nothing to Twilio; the rest is a person's."""
    return "" if look.has_moved else f"{_describe(look.changes)}, which no run changes"


_OBJECTIONS: Final = {
    Level.WATCH: _object_to_all,
    Level.CONTINUE: _object_to_what_was_not_shown,
    Level.APPLY: _object_to_harm,
}


def _is_continued(change: PlannedChange) -> bool:
    if change.verdict == run_log.Outcome.AMEND:
        return change.resource == "Brand" and bool(change.fields) and _DUE.issuperset(change.fields)
    return change.verdict in _CONTINUED


def _list_unshown(change: PlannedChange, shown: Sequence[FeeToCome]) -> list[FeeRecord]:
    """The fees of a change that were not shown at their price; each that was shown counts once."""
    left = [each.fee for each in shown if each.resource == change.resource]
    unshown = []
    for fee in change.fees:
        found = next((each for each in left if each.name == fee.name and fee.usd <= each.usd), None)
        if found:
            left.remove(found)
        else:
            unshown.append(fee)
    return unshown


def _describe(changes: Sequence[PlannedChange]) -> str:
    if not changes:
        return "looks again at what is waited for"
    return ", ".join(
        f"{change.verdict} {change.resource}{f' ({change.finding})' if change.finding else ''}"
        for change in changes
    )
