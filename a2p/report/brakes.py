"""Limits of a run over many customers: what it may cost and delete without a consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from a2p.messages import format_message
from a2p.plan.fees import CAMPAIGN_REVIEW
from a2p.report.changes import CustomerPreview, sum_fees

FEWEST: Final = 4  # customers; of fewer, a share says nothing
_NAMED: Final = 5  # customers in a message


@dataclass(frozen=True)
class Brakes:
    """
    What a run must not exceed.

    max_cost: US dollars. max_replaced: percent of the customers of whom something may be deleted or replaced,
    which counts from FEWEST customers on, and not with force. None: no limit. count_resubmissions: whether a
    free resubmission of a Campaign counts as a paid review, for reports differ (U6).
    """

    max_cost: Decimal | None = None
    count_resubmissions: bool = False
    forbid_traffic_loss: bool = False
    max_replaced: Decimal | None = None
    force: bool = False


def check_brakes(stacks: Sequence[CustomerPreview], brakes: Brakes) -> list[str]:
    """A message for each limit that is exceeded: what, how many of how many, what to do."""
    return list(
        filter(
            None, (_check_cost(stacks, brakes), _check_traffic(stacks, brakes), _check_share(stacks, brakes))
        )
    )


def _check_cost(stacks: Sequence[CustomerPreview], brakes: Brakes) -> str:
    most = brakes.max_cost
    extra = {id(preview): _price_resubmissions(preview, brakes) for preview in stacks}
    cost = sum_fees(stacks) + sum(extra.values())
    if most is None or cost <= most:
        return ""
    paying = [preview for preview in stacks if preview.cost + extra[id(preview)]]
    return format_message(
        f"fees: ${cost} for {_format_share(paying, stacks)}, ${cost - most} over the ${most} of --max-cost: "
        f"{_list_names(paying)}",
        remedy=f"take some of the changes back, or, if they are worth it: --max-cost {cost}",
    )


def _price_resubmissions(preview: CustomerPreview, brakes: Brakes) -> Decimal:
    """What the free resubmissions of Campaigns would cost if they were not free (U6)."""
    if not brakes.count_resubmissions:
        return Decimal(0)
    free = [
        change
        for change in preview.changes
        if change.resource == "Campaign" and change.resubmission and not change.fees
    ]
    return CAMPAIGN_REVIEW.usd * len(free)


def _check_traffic(stacks: Sequence[CustomerPreview], brakes: Brakes) -> str:
    losing = [preview for preview in stacks if preview.loses_traffic]
    if not (brakes.forbid_traffic_loss and losing):
        return ""
    return format_message(
        f"traffic: {_format_share(losing, stacks)} could not send until a new Campaign is approved, "
        f"after days or weeks: {_list_names(losing)}",
        remedy="take the changes back, or, if it has to be, run it for these without --forbid-traffic-loss",
    )


def _check_share(stacks: Sequence[CustomerPreview], brakes: Brakes) -> str:
    most = brakes.max_replaced
    deleting = [preview for preview in stacks if preview.deletes]
    if most is None or brakes.force or len(stacks) < FEWEST or 100 * len(deleting) <= most * len(stacks):
        return ""
    share = round(100 * len(deleting) / len(stacks))
    return format_message(
        f"deletions: something is deleted or replaced for {_format_share(deleting, stacks)}, "
        f"which is {share}%, over the {most}% of --max-replaced: {_list_names(deleting)}",
        remedy="look at each of them; if that is meant, run it again with --force",
    )


def _format_share(some: Sequence[CustomerPreview], stacks: Sequence[CustomerPreview]) -> str:
    return f"{len(some)} of {len(stacks)} customer{'' if len(stacks) == 1 else 's'}"


def _list_names(some: Sequence[CustomerPreview]) -> str:
    more = f" and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
    return ", ".join(preview.stack for preview in some[:_NAMED]) + more
