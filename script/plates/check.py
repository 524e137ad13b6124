"""
Whether names say what is behind them, as an engineer would search for it.

N2: a function is a verb, and one that answers yes or no is is_, has_ or the like; no bare participle. N3: a
public name of a2p and providers is one thing. N4: a local carries the noun.

Prints each name that does not, and what to do; every exception stands below with its reason.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from names import (
    Tree,
    is_bare_participle,
    list_functions,
    list_public_names,
    list_stored_names,
    read_worktree,
)

ROOT = Path(__file__).parents[2]
_QUESTIONS = ("is_", "has_", "can_", "may_", "was_")

# The one set of verbs that every kind of object at Twilio has (P3): brands.fetch, bundles.fetch, …
REPEATED = {"fetch", "register", "amend", "delete"}
EMPTY_LOCALS = {"told", "said"}
# A command of `a2p` is called as its function is: `a2p status`, `a2p otp status`, `a2p sim status`.
_COMMANDS = "a2p/cli/"
COMMAND_NAMES = {"changed", "decide", "status"}
_OTHER_ANSWERS = {
    # They do something, and answer whether there was something to do.
    "remove_partial_writes",
    "restore_backup",
    "wait_after_submission",
    # The public keys of a report are called so (docs/json.md).
    "deletes",
    "loses_traffic",
    # PyYAML's own.
    "ignore_aliases",
}


def find_participles(tree: Tree) -> Iterator[str]:
    """Functions named by a bare participle."""
    for function in list_functions(tree):
        if is_bare_participle(function.name) and not _is_command(function.file, function.name):
            yield f"{function.file}:{function.line}: {function.name}: a participle; name it by a verb (N2)"


def find_unmarked_answers(tree: Tree) -> Iterator[str]:
    """Functions that answer yes or no, and do not say so; a module's own may be any verb that does."""
    for function in list_functions(tree):
        name = function.name
        if not function.answers_bool or name.startswith(("_", *_QUESTIONS)) or name in _OTHER_ANSWERS:
            continue
        where = f"{function.file}:{function.line}: {name}"
        yield f"{where}: answers yes or no; begin it with {', '.join(_QUESTIONS)} (N2)"


def find_repeated_names(tree: Tree) -> Iterator[str]:
    """Public names that stand for two things."""
    files = defaultdict(list)
    for public in list_public_names(tree):
        if not _is_command(public.file, public.name) and public.name not in REPEATED:
            files[public.name].append(public.file)
    for name, places in sorted(files.items()):
        if len(places) > 1:
            yield f"{name}: in {', '.join(places)}; one name, one thing (N3)"


def find_empty_locals(tree: Tree) -> Iterator[str]:
    """Locals that say nothing of what they hold."""
    for file, text in tree.items():
        for line, name in list_stored_names(text):
            if name in EMPTY_LOCALS:
                yield f"{file}:{line}: {name}: says nothing of what it holds; name it by the noun (N4)"


def _is_command(file: str, name: str) -> bool:
    return file.startswith(_COMMANDS) and name in COMMAND_NAMES


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    tree = read_worktree(ROOT, "a2p", "providers")
    problems = [
        *find_participles(tree),
        *find_unmarked_answers(tree),
        *find_repeated_names(tree),
        *find_empty_locals(tree),
    ]
    print("\n".join(problems) or "Every name keeps to N2, N3 and N4.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
