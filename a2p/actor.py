"""Who must act next on a registration, as a value: exit codes and programs go by it, people read its text."""

from dataclasses import dataclass
from enum import StrEnum

from a2p.stack_command import rewrite_for_a2p


class Actor(StrEnum):
    """
    Who must act next. The values are what a stack exports as `actor`.

    NOBODY: nothing is left to do, or a review is under way. YOU: whoever runs the stack. CUSTOMER: the person
    or company that is registered.
    """

    NOBODY = "nobody"
    YOU = "you"
    CUSTOMER = "customer"


_NAMES = {Actor.NOBODY: "nobody", Actor.YOU: "you", Actor.CUSTOMER: "the customer"}


@dataclass(frozen=True)
class NextStep:
    """Who must act, and what that one does; for nobody, what is under way meanwhile, or ""."""

    actor: Actor
    what: str = ""

    def __str__(self) -> str:
        """As a stack exports it as `who_must_act`: `the customer: reply YES from …`."""
        name = _NAMES[self.actor]
        return f"{name}: {self.what}" if self.what else name

    def for_a2p(self) -> str:
        """The same as `a2p` shows it."""
        return rewrite_for_a2p(str(self))

    @classmethod
    def parse(cls, text: str) -> "NextStep":
        """The step that `str` has written. States of before 0.2 keep this text, and no actor beside it."""
        name, _, what = text.partition(": ")
        actor = next((actor for actor, known in _NAMES.items() if known == name), None)
        return cls(actor, what) if actor else cls(Actor.YOU, text)


NOTHING_TO_DO = NextStep(Actor.NOBODY)
