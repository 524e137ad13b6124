"""
What the fleet may do without a person: three levels, and the reason of each decision. Pure.

`continue` finishes what a person's `up` began with the declaration as it still is. What it may do is a short
list; whatever is not on it is left to a person, also what nobody has thought of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

_CONTINUED: Final = frozenset({"register", "adopt", "wait"})
_FIRST_FEES: Final = frozenset(
    {"Campaign"}
)  # shown at the start of `a2p serve`: it waited when the person ran `up`


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
    """One change of a preview: the resource, the verdict, and its fees in US dollars."""

    resource: str
    verdict: str
    fees: Decimal = Decimal(0)


@dataclass(frozen=True)
class Look:
    """
    What a preview found. problem: why there is none, or why it is blocked; blocked tells the two apart.

    begun: whether a run of a person's has begun the stack. approved: whether the declaration is the one that
    the person's last run had. is_final: whether the recorded stage has nothing to wait for.
    """

    changes: tuple[PlannedChange, ...] = ()
    problem: str = ""
    blocked: bool = False
    begun: bool = True
    approved: bool = True
    is_final: bool = False

    @property
    def fees(self) -> Decimal:
        return sum((change.fees for change in self.changes), Decimal(0))


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
    if level is Level.WATCH:
        return Decision(Action.LEAVE, f"level watch: {_describe(look.changes)}")
    if level is Level.APPLY:
        return Decision(Action.RUN, f"level apply: {_describe(look.changes)}")
    return _decide_continue(look)


def _decide_continue(look: Look) -> Decision:
    if not look.begun:
        return Decision(Action.LEAVE, "level continue: no person's `a2p up` has begun this customer")
    if not look.approved:
        return Decision(
            Action.LEAVE, "level continue: the stack file was changed after the last `a2p up` of a person"
        )
    for change in look.changes:
        if change.verdict not in _CONTINUED:
            return Decision(Action.LEAVE, f"level continue: {_describe([change])}, which a person decides")
        if change.fees and change.resource not in _FIRST_FEES:
            return Decision(
                Action.LEAVE,
                f"level continue: {_describe([change])} costs ${change.fees}, which a person decides",
            )
    return Decision(Action.RUN, f"level continue: {_describe(look.changes)}")


def _describe(changes: Sequence[PlannedChange]) -> str:
    if not changes:
        return "looks again at what is waited for"
    return ", ".join(f"{change.verdict} {change.resource}" for change in changes)
