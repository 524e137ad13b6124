"""What every form of a report says in the same words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from a2p.plan.consequences import Traffic
from a2p.report.changes import Change, CustomerPreview, PreviewOutcome, sum_fees

_NAMED: Final = 20  # customers in a line
_TRAFFIC: Final = {
    each.name.lower().replace("_", " "): each.value for each in (Traffic.AT_RISK, Traffic.LOST)
}


@dataclass(frozen=True)
class PreviewReport:
    """All customers of a run, and the brakes that hold it."""

    project: str
    stacks: tuple[CustomerPreview, ...]
    held: tuple[str, ...] = ()


@dataclass(frozen=True)
class CustomerGroup:
    """Customers of whom the same is to be told: one edit may reach hundreds."""

    stacks: tuple[str, ...]
    previewed: CustomerPreview

    @property
    def title(self) -> str:
        what = {
            PreviewOutcome.CHANGES: format_count(
                sum(each.count for each in self.previewed.changes), "change"
            ),
            PreviewOutcome.BLOCKED: "blocked",
            PreviewOutcome.FAILED: "the preview failed",
        }[self.previewed.outcome]
        new = "" if self.previewed.begun else "new customer, "
        each = " each" if len(self.stacks) > 1 else ""
        cost = f", ${self.previewed.cost}" if self.previewed.cost else ""
        return f"{join_names(self.stacks)}: {new}{what}{cost}{each}"


def format_headline(report: PreviewReport) -> str:
    """How many of how many, and the sum."""
    stacks = report.stacks
    counted = {outcome: sum(each.outcome is outcome for each in stacks) for outcome in PreviewOutcome}
    parts = [f"{counted[PreviewOutcome.CHANGES]} of {format_count(len(stacks), 'customer')} would change"]
    parts += [f"{counted[PreviewOutcome.BLOCKED]} blocked"] if counted[PreviewOutcome.BLOCKED] else []
    parts += [f"{counted[PreviewOutcome.FAILED]} failed"] if counted[PreviewOutcome.FAILED] else []
    losing = sum(each.loses_traffic for each in stacks)
    parts += [f"{losing} would stop sending"] if losing else []
    return f"{', '.join(parts)}; fees ${sum_fees(stacks)}"


def group_customers(stacks: Sequence[CustomerPreview]) -> list[CustomerGroup]:
    """The customers there is something to tell of, worst first; those without a change are left out."""
    order = (PreviewOutcome.FAILED, PreviewOutcome.BLOCKED, PreviewOutcome.CHANGES)
    alike: dict[CustomerPreview, list[str]] = {}
    for outcome in order:
        for each in stacks:
            if each.outcome is outcome:
                alike.setdefault(replace(each, stack=""), []).append(each.stack)
    return [CustomerGroup(tuple(found), previewed) for previewed, found in alike.items()]


def format_unchanged(stacks: Sequence[CustomerPreview]) -> str:
    """One line for all that stay as they are; empty if there are none."""
    found = [each.stack for each in stacks if each.outcome is PreviewOutcome.UNCHANGED]
    return f"{len(found)} unchanged: {join_names(found)}" if found else ""


def list_effects(change: Change) -> list[str]:
    """What comes with a change: fees, traffic, review, waits."""
    told = [f"fees: {', '.join(f'{name} ${usd}' for name, usd in change.fees)}"] if change.fees else []
    if change.traffic in _TRAFFIC:
        told.append(f"traffic: {_TRAFFIC[change.traffic]}")
    told += [f"review: {change.review}"] if change.review else []
    told += [f"resubmission: number {change.resubmission}"] if change.resubmission else []
    return [*told, *(f"wait: {each}" for each in change.waits)]


def format_resource(change: Change) -> str:
    return change.resource if change.count == 1 else f"{change.resource} ({change.count})"


def join_names(stacks: Sequence[str]) -> str:
    more = f" and {len(stacks) - _NAMED} more" if len(stacks) > _NAMED else ""
    return ", ".join(stacks[:_NAMED]) + more


def format_count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
