"""What a decision is made from, and the kinds of verdict there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from a2p.plan.consents import Consent


class Existence(Enum):
    """What there is of a resource, in the stack and at Twilio."""

    NEW = "not in the stack, and not at Twilio under our mark"
    LEFTOVER = "not in the stack, and at Twilio: an interrupted run left it"
    WAITING = "in the stack, and not registered yet: its gate was closed"
    REGISTERED = "in the stack and at Twilio"
    GONE = "in the stack, and no longer at Twilio"


class Review(Enum):
    """How the latest review of it stands."""

    NONE = "there has been none"
    UNDER_WAY = "under way"
    PASSED = "passed"
    REJECTED = "rejected"


class VerdictKind(Enum):
    """What is to be done."""

    NOOP = "nothing"
    WAIT = "wait"
    REGISTER = "register"
    ADOPT = "adopt"
    AMEND = "amend"
    REPLACE = "replace"
    CASCADE = "cascade"
    GONE = "gone"
    DELETE = "delete"
    KEEP = "keep"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Stop:
    """
    Why no change is sent to Twilio, and what to do about it.

    consent: with it the change is sent all the same; None where nothing but the remedy helps.
    """

    sentence: str
    remedy: str = "take the change back, and ask Twilio Support"
    consent: Consent | None = None


@dataclass(frozen=True, kw_only=True)
class Situation:
    """
    All a decision needs.

    declared and baseline map a spec's fields to values; baseline is what the state recorded, overlaid
    with what is live. unknown: the fields whose new value this preview cannot know. due: what has to be done
    although nothing was edited, by field, with the sentence why. approved: TCR has approved it, now or
    once (C11). status: of a Campaign, Twilio's word for how it
    stands now. may_open: whether this very
    run can open the gate. submitted: it is in review or through. resubmissions: how often it was
    submitted again. stopped: why Twilio takes no change of it, or nothing.
    names_another: whether the declared name is that of another object. gone: the resources of the stack that
    this run has found gone. overwritten: the fields in which Twilio put a value of its own when ours was
    sent. notes: what is told beside whatever is decided. stack: its
    name, for commands. campaign: which of several Campaigns it belongs to, "" for the only one. consents:
    what somebody has agreed to for this run.
    """

    declared: Mapping[str, Any]
    baseline: Mapping[str, Any]
    unknown: frozenset[str] = frozenset()
    due: Mapping[str, str] = field(default_factory=dict)
    existence: Existence = Existence.REGISTERED
    gate_open: bool = True
    may_open: bool = True
    approved: bool = False
    review: Review = Review.NONE
    status: str = ""
    submitted: bool = False
    resubmissions: int = 0
    stopped: Stop | None = None
    gone: frozenset[str] = frozenset()
    names_another: bool = False
    overwritten: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    stack: str = ""
    campaign: str = ""
    consents: frozenset[Consent] = frozenset()

    @property
    def is_resubmission(self) -> bool:
        """
        Whether an update begins another review (C15).

        Twilio does not say that an update during a review is none of its three, so it counts, too.
        """
        return self.review is not Review.NONE

    def has_change(self, name: str) -> bool:
        """Whether the field is, or may be, another than what there is, or something of it is due."""
        if name in self.unknown or name in self.due:
            return True
        return bool(self.declared[name] != self.baseline.get(name))
