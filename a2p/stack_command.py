"""A command about one stack: `pulumi …` in the outputs of a stack, `a2p …` where `a2p` shows it."""

import re
from dataclasses import dataclass
from typing import Final

_PULUMI: Final = re.compile(r"pulumi (up|preview|destroy) -s (\S+)")
_IN_TEXT: Final = re.compile(r"pulumi (up|preview|destroy) -s ([\w.-]*\w)")


@dataclass(frozen=True)
class StackCommand:
    """verb: up, preview or destroy."""

    verb: str
    stack: str

    def for_pulumi(self) -> str:
        return f"pulumi {self.verb} -s {self.stack}"

    def for_a2p(self) -> str:
        return f"a2p {self.verb} {self.stack}"

    @classmethod
    def parse(cls, text: str) -> "StackCommand | None":
        """The command that `for_pulumi` has written; None of any other text."""
        match = _PULUMI.fullmatch(text)
        return cls(match.group(1), match.group(2)) if match else None


def rewrite_for_a2p(text: str) -> str:
    """A text of an output as `a2p` shows it: its commands are those of `a2p`."""
    return _IN_TEXT.sub(lambda found: StackCommand(found.group(1), found.group(2)).for_a2p(), text)


def rename_stack(text: str, old: str, new: str) -> str:
    """A text of an output of a stack that was renamed since: its commands and its stack file."""

    def rewrite(found: re.Match[str]) -> str:
        is_of_it = found.group(2) == old
        return StackCommand(found.group(1), new).for_pulumi() if is_of_it else found.group()

    return _IN_TEXT.sub(rewrite, text).replace(f"Pulumi.{old}.yaml", f"Pulumi.{new}.yaml")
