"""
What a preview of one customer comes to, as values.

Names of resources and fields, rules, amounts: never a declared value, which may be personal.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from a2p.campaign_names import label
from a2p.plan.stops.gone import NO_ALARM
from a2p.run_log import LOST_TRAFFIC, Outcome, PlannedChange, StackOutputs, VerdictRecord

_GONE: Final = "delete"
_KEPT: Final = "keep"  # given up by the stack, and left at Twilio
_DELETING: Final = frozenset({"replace", "cascade", _GONE})
# What orders the others; there is nothing of it at Twilio.
_ORDER: Final = "BrandRevision"


class PreviewOutcome(StrEnum):
    """How a preview ended."""

    UNCHANGED = "unchanged"
    CHANGES = "changes"
    BLOCKED = "blocked"
    FAILED = "failed"


@dataclass(frozen=True)
class Change:
    """
    One resource that is not left as it is, or several of one kind.

    reasons: why, once each. fees: name and US dollars. traffic: one of a2p.plan's Traffic, in small letters.
    campaign: which of a customer's several Campaigns it belongs to, or "".
    """

    resource: str
    verdict: str
    sentence: str
    count: int = 1
    remedy: str = ""
    fields: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    fees: tuple[tuple[str, Decimal], ...] = ()
    review: str = ""
    resubmission: int = 0
    traffic: str = ""
    waits: tuple[str, ...] = ()
    campaign: str = ""

    @classmethod
    def from_verdict(cls, verdict: VerdictRecord, *, count: int = 1) -> "Change":
        """The change that a verdict of the providers leads to."""
        return cls(
            resource=verdict.resource,
            count=count,
            verdict=verdict.verdict.value,
            sentence=verdict.sentence,
            remedy=verdict.remedy,
            fields=tuple(row.field for row in verdict.fields),
            reasons=tuple(dict.fromkeys(row.why for row in verdict.fields)),
            fees=tuple((fee.name, fee.usd) for fee in verdict.fees),
            review=verdict.review,
            resubmission=verdict.resubmission,
            traffic=verdict.traffic,
            waits=tuple(map(str, verdict.waits)),
            campaign=verdict.campaign,
        )

    @property
    def label(self) -> str:
        """What a report calls the resource, as `Campaign marketing`."""
        return label(self.resource, self.campaign)

    @property
    def deletes(self) -> bool:
        """Whether something is deleted at Twilio, or gone there, also if another one takes its place."""
        return self.verdict in _DELETING or (self.verdict == "gone" and self.resource not in NO_ALARM)

    @property
    def loses_traffic(self) -> bool:
        return self.traffic == LOST_TRAFFIC


@dataclass(frozen=True)
class CustomerPreview:
    """
    One customer.

    problem: why the preview failed or was blocked. begun: whether there was a stack before. later_fees: name
    and US dollars of what a later run is charged. planned: the changes with the ids that a run is held to.
    outputs: where the registration stands by now; None where it did not come to that.
    """

    stack: str
    outcome: PreviewOutcome
    changes: tuple[Change, ...] = ()
    problem: str = ""
    begun: bool = True
    later_fees: tuple[tuple[str, Decimal], ...] = ()
    planned: frozenset[PlannedChange] = field(default=frozenset(), compare=False)
    outputs: StackOutputs | None = field(default=None, compare=False)

    @property
    def later_cost(self) -> Decimal:
        """What a later run is charged, once what is waited for has happened, in US dollars."""
        return sum((usd for _, usd in self.later_fees), Decimal("0.00"))

    @property
    def cost(self) -> Decimal:
        """The fees of all changes, in US dollars."""
        return sum((usd for change in self.changes for _, usd in change.fees), Decimal("0.00"))

    @property
    def deletes(self) -> bool:
        return any(change.deletes for change in self.changes)

    @property
    def loses_traffic(self) -> bool:
        return any(change.loses_traffic for change in self.changes)


def list_changes(verdicts: Iterable[VerdictRecord], steps: Iterable[tuple[str, str]]) -> tuple[Change, ...]:
    """
    The changes of a preview.

    verdicts: the planner's. steps: the engine's, operation and resource; it alone knows what is not declared
    any more, and how many new ones there are of a kind.
    """
    counted = Counter(steps)
    planned = [verdict for verdict in verdicts if verdict.is_change and not verdict.is_blocked]
    several = {verdict.resource for verdict in planned if verdict.campaign}
    changes = [
        Change.from_verdict(verdict, count=1 if verdict.resource in several else _count_new(verdict, counted))
        for verdict in planned
        if verdict.resource != _ORDER
    ]
    changes += [
        Change(resource, _GONE, "it is not declared any more", count=count)
        for (operation, resource), count in counted.items()
        if operation == _GONE
        and not any(
            change.resource == resource and (change.deletes or change.verdict == _KEPT) for change in changes
        )
    ]
    return tuple(changes)


def _count_new(verdict: VerdictRecord, counted: Counter[tuple[str, str]]) -> int:
    return max(1, counted["create", verdict.resource]) if verdict.verdict is Outcome.REGISTER else 1


def list_later_fees(verdicts: Iterable[VerdictRecord]) -> tuple[tuple[str, Decimal], ...]:
    """What the plan tells that a later run is charged."""
    return tuple((fee.name, fee.usd) for verdict in verdicts for fee in verdict.later_fees)


def sum_fees(stacks: Iterable[CustomerPreview]) -> Decimal:
    """The fees of all customers, in US dollars."""
    return sum((preview.cost for preview in stacks), Decimal("0.00"))
