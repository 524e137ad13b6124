"""A verdict: what is to be done, the rows that say so, and what comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from a2p.plan.consents import Consent, describe_consent
from a2p.plan.consequences import Consequences
from a2p.plan.field_rules import FieldRule
from a2p.plan.situation import VerdictKind


class Action(Enum):
    """What the engine is to do."""

    NONE = "nothing"
    CREATE = "create"
    UPDATE = "update"
    REPLACE = "replace"
    STOP = "stop"


@dataclass(frozen=True)
class Verdict:
    """
    What is to be done; because: the row of each field that is a reason.

    needs: the consents without which it is blocked. notes: what is told beside it.
    """

    kind: VerdictKind
    action: Action
    because: tuple[FieldRule, ...] = field(default=())
    sentence: str = ""
    remedy: str = ""
    needs: tuple[Consent, ...] = ()
    notes: tuple[str, ...] = ()
    consequences: Consequences = field(default_factory=Consequences)

    @classmethod
    def refuse(  # noqa: PLR0913  # what a refusal says
        cls,
        sentence: str,
        first: str,
        missing: Iterable[Consent],
        *,
        stack: str,
        given: Iterable[Consent],
        because: tuple[FieldRule, ...] = (),
    ) -> "Verdict":
        """Nothing is done until somebody agrees to it for this run. first: what else may be done about it."""
        needs = tuple(missing)
        do = describe_consent(first, needs, stack=stack, given=given)
        return cls(VerdictKind.BLOCKED, Action.STOP, because, sentence, do, needs)

    @property
    def replaced_fields(self) -> list[str]:
        """The fields to name to the engine as the reason of a replacement."""
        return [row.field for row in self.because] if self.action is Action.REPLACE else []
