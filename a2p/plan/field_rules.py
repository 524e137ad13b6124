"""What a rule book is made of: a rule, a row for each field, and all rows of one resource."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from a2p.plan.consents import Consent


class ChangeRule(Enum):
    """What a changed field leads to."""

    AMEND = "amended in place"
    LOCKED = "amended in place until approved, replaced after"
    REPLACE = "replaced"
    CASCADE = "replaced, because its Brand has to be edited first"
    UNTIL_SUBMITTED = "amended in place while open; under review and approved it waits for a correction"
    NAME = "amended in place; replaced where it names another object"
    ORDER = "no difference of its own"
    GATE = "opens a gate while the resource waits; no difference after"
    RAISE = "submitted again as it is when it is raised; no difference of its own"
    DUE = "says when something is to be done; no difference of its own"


@dataclass(frozen=True)
class FieldRule:
    """One field of one resource."""

    field: str
    rule: ChangeRule
    why: str


@dataclass(frozen=True)
class Limit:
    """
    How often one object may be submitted again after a review, and what to say beyond that.

    payable: whether the stack may allow more, or Twilio takes no more at all.
    """

    times: int
    sentence: str
    remedy: str
    payable: bool


@dataclass(frozen=True)
class Policy:
    """
    All rows of one resource, and the limit of its resubmissions if it has one.

    gone_is_replaced: when the object has vanished, its successor has another SID, so the resource is
    replaced; otherwise (a Campaign, a number: named by what they belong to) it is registered again in place.
    identity: of what waits in the stack and is not at Twilio meanwhile, the fields that its name is made of.
    is_renamed_when_registered: what waits has another id in the stack than what is registered.
    needed_urls: https addresses without which Twilio takes neither a registration nor an edit, each with why.
    edit_note: what is told before an edit of what has passed its review.
    creation_consent: what somebody has to agree to before another one is created. creation_refusal: the
    sentence for a run without it.
    creation, waiting, replacement: the sentence for what is registered, is to wait, and is replaced.
    """

    resource: str
    rows: tuple[FieldRule, ...]
    gone_is_replaced: bool = True
    limit: Limit | None = None
    identity: frozenset[str] = frozenset()
    is_renamed_when_registered: bool = False
    needed_urls: Mapping[str, str] = field(default_factory=dict)
    edit_note: str = ""
    creation_consent: Consent | None = None
    creation_refusal: str = ""
    creation: str = "it is not at Twilio yet"
    waiting: str = "it is registered by a later run"
    replacement: str = "a new registration"

    def row(self, field: str) -> FieldRule:
        """The row of a field; a field without one is a mistake of ours (a test looks for it)."""
        return next(row for row in self.rows if row.field == field)

    def fields(self, *rules: ChangeRule) -> tuple[str, ...]:
        """The fields that have one of these rules, in the order of the rows."""
        return tuple(row.field for row in self.rows if row.rule in rules)
