"""The arguments of a verb: customers, then Pulumi's own options after `--`."""

import sys
from collections.abc import Sequence

from a2p.cli.runs.selection import Selection
from a2p.engine.errors import NoSuchStack
from a2p.engine.project import EngineProject
from a2p.stack_names import require_stack_name


def split_arguments(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The customers, without duplicates, and everything from the first option on."""
    first = next((index for index, word in enumerate(words) if word.startswith("-")), len(words))
    return list(dict.fromkeys(words[:first])), list(words[first:])


def is_for_many(words: Sequence[str], selection: Selection) -> bool:
    """Whether a command line is about more customers than the one that is in front of the user."""
    return selection.is_given or len(split_arguments(words)[0]) > 1


def require_customers(project: EngineProject, customers: Sequence[str], verb: str) -> Sequence[str]:
    """
    The customers given; a verb that changes something never defaults to all of them.

    Raises:
        NoSuchStack: none is named.
        DeclarationError: a name is none for a stack.
    """
    if customers:
        return [require_stack_name(name) for name in customers]
    known = ", ".join(project.list_customers()) or "none yet"
    raise NoSuchStack(f"Which customer? There are: {known}", remedy=f"a2p {verb} <customer>")


def print_status_line(stack: str, text: str) -> None:
    """Print a line about one stack to standard error, beside the engine's output."""
    print(f"a2p: {stack}: {text}", file=sys.stderr, flush=True)
