"""The brakes: what a run over many customers may cost and delete before somebody has to agree to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from a2p.report.changes import Outcome, Previewed, total

FEWEST: Final = 4  # customers; of fewer, a share says nothing
_NAMED: Final = 5  # customers in a message


@dataclass(frozen=True)
class Brakes:
    """
    What a run must not exceed.

    max_cost: US dollars. max_replaced: percent of the customers of whom something may be deleted or replaced,
    which counts from FEWEST customers on, and not with force. None: no limit.
    """

    max_cost: Decimal | None = None
    forbid_traffic_loss: bool = False
    max_replaced: Decimal | None = None
    force: bool = False


def held(stacks: Sequence[Previewed], brakes: Brakes) -> list[str]:
    """Which brakes hold: what, how many of how many, and what to do. Nothing if none does."""
    return list(filter(None, (_cost(stacks, brakes), _traffic(stacks, brakes), _share(stacks, brakes))))


def unknown(stacks: Sequence[Previewed]) -> str:
    """Whose preview failed, so that no brake can be sure of them; empty if none has."""
    failed = [each for each in stacks if each.outcome in {Outcome.FAILED, Outcome.BLOCKED}]
    if not failed:
        return ""
    return (
        f"unknown: {_of(failed, stacks)} cannot be previewed, and what they cost is not known: "
        f"{_names(failed)}\n"
        "  do: a2p preview of each, which says why; or run it for the others"
    )


def _cost(stacks: Sequence[Previewed], brakes: Brakes) -> str:
    cost, most = total(stacks), brakes.max_cost
    if most is None or cost <= most:
        return ""
    paying = [each for each in stacks if each.cost]
    return (
        f"fees: ${cost} for {_of(paying, stacks)}, ${cost - most} over the ${most} of --max-cost: "
        f"{_names(paying)}\n"
        f"  do: take some of the changes back, or, if they are worth it: --max-cost {cost}"
    )


def _traffic(stacks: Sequence[Previewed], brakes: Brakes) -> str:
    losing = [each for each in stacks if each.loses_traffic]
    if not (brakes.forbid_traffic_loss and losing):
        return ""
    return (
        f"traffic: {_of(losing, stacks)} could not send until a new Campaign is approved, after days or "
        f"weeks: {_names(losing)}\n"
        "  do: take the changes back, or, if it has to be, run it for these without --forbid-traffic-loss"
    )


def _share(stacks: Sequence[Previewed], brakes: Brakes) -> str:
    most = brakes.max_replaced
    deleting = [each for each in stacks if each.deletes]
    if most is None or brakes.force or len(stacks) < FEWEST or 100 * len(deleting) <= most * len(stacks):
        return ""
    share = round(100 * len(deleting) / len(stacks))
    return (
        f"deletions: something is deleted or replaced for {_of(deleting, stacks)}, which is {share}%, over "
        f"the {most}% of --max-replaced: {_names(deleting)}\n"
        "  do: look at each of them; if that is meant, run it again with --force"
    )


def _of(some: Sequence[Previewed], stacks: Sequence[Previewed]) -> str:
    return f"{len(some)} of {len(stacks)} customer{'' if len(stacks) == 1 else 's'}"


def _names(some: Sequence[Previewed]) -> str:
    more = f" and {len(some) - _NAMED} more" if len(some) > _NAMED else ""
    return ", ".join(each.stack for each in some[:_NAMED]) + more
