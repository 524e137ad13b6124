"""The texts that all formats of a report share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from a2p.plan.consequences import Traffic, describe_traffic
from a2p.report.changes import Change, CustomerPreview, PreviewOutcome, sum_fees
from a2p.run_log import Outcome

_NAMED: Final = 20  # customers in a line
_TRAFFIC: Final = {
    traffic.name.lower().replace("_", " "): traffic for traffic in (Traffic.AT_RISK, Traffic.LOST)
}


@dataclass(frozen=True)
class PreviewReport:
    """All customers of a run, and the brakes that hold it."""

    project: str
    stacks: tuple[CustomerPreview, ...]
    held: tuple[str, ...] = ()


@dataclass(frozen=True)
class CustomerGroup:
    """Customers with the same changes: one edit may reach hundreds."""

    stacks: tuple[str, ...]
    previewed: CustomerPreview

    @property
    def title(self) -> str:
        what = {
            PreviewOutcome.CHANGES: format_count(
                sum(change.count for change in self.previewed.changes), "change"
            ),
            PreviewOutcome.BLOCKED: "blocked",
            PreviewOutcome.FAILED: "the preview failed",
        }[self.previewed.outcome]
        new = "" if self.previewed.begun else "new customer, "
        suffix = " each" if len(self.stacks) > 1 else ""
        cost = f", ${self.previewed.cost}" if self.previewed.cost else ""
        later = f", later ${self.previewed.later_cost}" if self.previewed.later_cost else ""
        return f"{join_names(self.stacks)}: {new}{what}{cost}{later}{suffix}"


def format_headline(report: PreviewReport) -> str:
    """The first line of a report: how many customers change, and the sum of the fees."""
    stacks = report.stacks
    counted = {outcome: sum(preview.outcome is outcome for preview in stacks) for outcome in PreviewOutcome}
    parts = [f"{counted[PreviewOutcome.CHANGES]} of {format_count(len(stacks), 'customer')} would change"]
    parts += [f"{counted[PreviewOutcome.BLOCKED]} blocked"] if counted[PreviewOutcome.BLOCKED] else []
    parts += [f"{counted[PreviewOutcome.FAILED]} failed"] if counted[PreviewOutcome.FAILED] else []
    losing = sum(preview.loses_traffic for preview in stacks)
    parts += [f"{losing} would stop sending"] if losing else []
    later = sum((preview.later_cost for preview in stacks), Decimal(0))
    appendix = f", and ${later} once what is waited for has happened" if later else ""
    return f"{', '.join(parts)}; fees ${sum_fees(stacks)}{appendix}"


def group_customers(stacks: Sequence[CustomerPreview]) -> list[CustomerGroup]:
    """The customers with changes or problems, grouped by equal content, worst first."""
    order = (PreviewOutcome.FAILED, PreviewOutcome.BLOCKED, PreviewOutcome.CHANGES)
    alike: dict[CustomerPreview, list[str]] = {}
    for outcome in order:
        for preview in stacks:
            if preview.outcome is outcome:
                alike.setdefault(replace(preview, stack=""), []).append(preview.stack)
    return [CustomerGroup(tuple(members), previewed) for previewed, members in alike.items()]


def format_unchanged(stacks: Sequence[CustomerPreview]) -> str:
    """One line that lists the unchanged customers; "" if there are none."""
    unchanged = [preview.stack for preview in stacks if preview.outcome is PreviewOutcome.UNCHANGED]
    return f"{len(unchanged)} unchanged: {join_names(unchanged)}" if unchanged else ""


def list_effects(change: Change) -> list[str]:
    """The effects of a change: fees, traffic, review, resubmission, waits."""
    effects = [f"fees: {', '.join(f'{name} ${usd}' for name, usd in change.fees)}"] if change.fees else []
    if change.traffic in _TRAFFIC:
        comes_back = change.verdict != Outcome.DELETE
        effects.append(f"traffic: {describe_traffic(_TRAFFIC[change.traffic], comes_back=comes_back)}")
    effects += [f"review: {change.review}"] if change.review else []
    effects += [f"resubmission: number {change.resubmission}"] if change.resubmission else []
    return [*effects, *(f"wait: {wait}" for wait in change.waits)]


def format_resource(change: Change) -> str:
    return change.label if change.count == 1 else f"{change.label} ({change.count})"


def join_names(stacks: Sequence[str]) -> str:
    more = f" and {len(stacks) - _NAMED} more" if len(stacks) > _NAMED else ""
    return ", ".join(stacks[:_NAMED]) + more


def format_count(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
