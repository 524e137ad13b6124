"""
What a preview of one customer comes to, as values.

Names of resources and fields, rules, amounts: never a declared value, which may be personal.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

# Left as it is; what is blocked is told as the customer's problem.
_UNCHANGED: Final = frozenset({"noop", "wait", "blocked"})
_NEW, _GONE = "register", "delete"
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

    @classmethod
    def from_verdict(cls, verdict: Mapping[str, Any], *, count: int = 1) -> "Change":
        """A verdict, as the plugin wrote it down (providers/verdict_output.py)."""
        return cls(
            resource=verdict["resource"],
            count=count,
            verdict=verdict["verdict"],
            sentence=verdict["sentence"],
            remedy=verdict["remedy"],
            fields=tuple(field["field"] for field in verdict["fields"]),
            reasons=tuple(dict.fromkeys(field["why"] for field in verdict["fields"])),
            fees=tuple((fee["name"], Decimal(fee["usd"])) for fee in verdict["fees"]),
            review=verdict["review"] or "",
            resubmission=verdict["resubmission"] or 0,
            traffic=verdict["traffic"],
            waits=tuple(f"{wait['seconds']:g} s {wait['why']}" for wait in verdict["waits"]),
        )

    @property
    def deletes(self) -> bool:
        """Whether something is deleted at Twilio, also if another one takes its place."""
        return self.verdict in _DELETING

    @property
    def loses_traffic(self) -> bool:
        return self.traffic == "lost"


@dataclass(frozen=True)
class CustomerPreview:
    """
    One customer.

    problem: why the preview failed or was blocked. begun: whether there was a stack before.
    """

    stack: str
    outcome: PreviewOutcome
    changes: tuple[Change, ...] = ()
    problem: str = ""
    begun: bool = True

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


def list_changes(
    verdicts: Iterable[Mapping[str, Any]], steps: Iterable[tuple[str, str]]
) -> tuple[Change, ...]:
    """
    What is not left as it is.

    verdicts: the planner's. steps: the engine's, operation and resource; it alone knows what is not declared
    any more, and how many new ones there are of a kind.
    """
    counted = Counter(steps)
    changes = [
        Change.from_verdict(
            verdict, count=max(1, counted["create", verdict["resource"]]) if verdict["verdict"] == _NEW else 1
        )
        for verdict in verdicts
        if verdict["verdict"] not in _UNCHANGED and verdict["resource"] != _ORDER
    ]
    changes += [
        Change(resource, _GONE, "it is not declared any more", count=count)
        for (operation, resource), count in counted.items()
        if operation == _GONE
    ]
    return tuple(changes)


def sum_fees(stacks: Iterable[CustomerPreview]) -> Decimal:
    """The fees of all customers, in US dollars."""
    return sum((preview.cost for preview in stacks), Decimal("0.00"))
