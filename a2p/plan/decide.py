"""One decision for one resource: compare, look up the rows, take the gravest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from a2p.plan.rows import Policy, Row, Rule


class Existence(Enum):
    """Whether Twilio has the object."""

    WAITING = "not registered yet: its gate was closed"
    REGISTERED = "registered"
    GONE = "registered once, and no longer there"


class Kind(Enum):
    """What is to be done."""

    NOOP = "nothing"
    WAIT = "wait"
    REGISTER = "register"
    AMEND = "amend"
    REPLACE = "replace"
    BLOCKED = "blocked"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """
    All a decision needs.

    declared and baseline map a spec's fields to values; baseline is what the state recorded, overlaid
    with what is live. `unknown` names the fields whose new value this preview cannot know.
    """

    declared: Mapping[str, Any]
    baseline: Mapping[str, Any]
    unknown: frozenset[str] = frozenset()
    existence: Existence = Existence.REGISTERED
    gate_open: bool = True
    approved: bool = False
    submitted: bool = False
    may_lose_traffic: bool = False
    stopped: str = ""


_TRAFFIC = (
    "it is approved, and this change would delete it and register another one; its numbers could not send\n"
    "  until that is approved, after days or weeks."
)
_CONSENT = (
    "take the change back; or, if it has to be: `pulumi config set allowTrafficLoss true`,\n"
    "      and set it to false again after the run"
)
_ASK_SUPPORT = "take the change back, and ask Twilio Support"

# The rules by which a difference makes something happen.
_GRAVE = frozenset({Rule.AMEND, Rule.REPLACE})


@dataclass(frozen=True)
class Verdict:
    """What is to be done, and for each differing field the row that says so."""

    kind: Kind
    because: tuple[Row, ...] = field(default=())
    sentence: str = ""
    remedy: str = ""

    @property
    def replaced_fields(self) -> list[str]:
        """The fields to name to the engine as the reason of a replacement."""
        return [row.field for row in self.because]


def decide(policy: Policy, situation: Situation) -> Verdict:
    """The verdict for one resource."""
    differing = [policy.row(name) for name in situation.declared if _differs(name, situation)]
    by_rule = {
        rule: tuple(row for row in differing if _effective(row.rule, situation) is rule) for rule in Rule
    }
    because = tuple(row for row in differing if _effective(row.rule, situation) in _GRAVE)
    if situation.existence is Existence.GONE:
        return _gone(policy, because)
    if situation.stopped and because:
        return Verdict(Kind.BLOCKED, because, situation.stopped, _ASK_SUPPORT)
    if by_rule[Rule.REPLACE]:
        return _replaced(by_rule[Rule.REPLACE], situation)
    if situation.existence is Existence.WAITING:
        # What is being registered in this very run opens the gate; a preview knows only that it will change.
        opening = any(row.field in situation.unknown for row in by_rule[Rule.GATE])
        return _waiting(because, gate_open=situation.gate_open or opening)
    return _in_place(because, by_rule[Rule.UNTIL_SUBMITTED])


def _in_place(because: tuple[Row, ...], postponed: tuple[Row, ...]) -> Verdict:
    if because:
        return Verdict(Kind.AMEND, because, "amended in place")
    if postponed:
        return Verdict(Kind.WAIT, postponed, "not changed now")
    return Verdict(Kind.NOOP)


def _replaced(because: tuple[Row, ...], situation: Situation) -> Verdict:
    # Only a Campaign is `approved`: its deletion stops traffic until another one is (C20).
    if situation.approved and not situation.may_lose_traffic:
        return Verdict(Kind.BLOCKED, because, _TRAFFIC, _CONSENT)
    return Verdict(Kind.REPLACE, because, "a new registration")


def _gone(policy: Policy, because: tuple[Row, ...]) -> Verdict:
    kind = Kind.REPLACE if policy.gone_is_replaced else Kind.REGISTER
    fallback = because or (policy.rows[0],)
    return Verdict(kind, fallback, "it is gone at Twilio, so it is registered again")


def _waiting(because: tuple[Row, ...], *, gate_open: bool) -> Verdict:
    if gate_open:
        return Verdict(Kind.REGISTER, because, "what it waited for has happened, so it is registered now")
    # Nothing is at Twilio yet: a changed text is only recorded, for the registration to come.
    kind = Kind.AMEND if because else Kind.WAIT
    return Verdict(kind, because, "recorded for the registration to come" if because else "still waiting")


def _differs(name: str, situation: Situation) -> bool:
    return name in situation.unknown or situation.declared[name] != situation.baseline.get(name)


def _effective(rule: Rule, situation: Situation) -> Rule:
    """What a rule comes to in this situation."""
    if rule is Rule.LOCKED:
        return Rule.REPLACE if situation.approved else Rule.AMEND
    if rule is Rule.UNTIL_SUBMITTED and not situation.submitted:
        return Rule.AMEND
    return rule
