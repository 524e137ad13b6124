"""
What a shell proposes behind TAB, beside verbs and options, which its script knows.

Somebody waits for each of these: they read names of files and tables of words, and import nothing slow.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cyclopts.completion import CompletionContext

_BUNDLE_STATUSES = ("twilio-approved", "twilio-rejected")
_DECISIONS: Mapping[str, tuple[str, ...]] = {
    "profile": _BUNDLE_STATUSES,
    "trust-bundle": _BUNDLE_STATUSES,
    "brand": ("APPROVED", "FAILED"),
    "campaign": ("VERIFIED", "FAILED"),
}


def complete_customers(context: "CompletionContext") -> list[str]:
    """Everybody who is declared around the current folder or has a state, but who is named already."""
    named = {token.value for token in context.argument.tokens}
    return [stack for stack in _list_stacks() if stack not in named]


def complete_files(context: "CompletionContext") -> list[str]:
    """The same for a verb that takes files, too: those of a folder once a slash is typed."""
    if "/" not in context.incomplete:
        return complete_customers(context)
    folder = context.incomplete[: context.incomplete.rindex("/") + 1]
    below = sorted(Path(folder).iterdir())
    return [f"{folder}{path.name}{'/' if path.is_dir() else ''}" for path in below if _is_candidate(path)]


def complete_questions(context: "CompletionContext") -> Iterator[tuple[str, str]]:
    """What can be explained, with what it is. Codes are many: they come once a digit is typed."""
    from a2p.catalogue.requirements import REQUIREMENTS  # only explain needs the tables
    from a2p.catalogue.states import STATES  # as above

    if context.incomplete[:1].isdigit():
        from a2p.catalogue.codes import CODES  # as above

        yield from ((str(code), row.title) for code, row in CODES.items())
        return
    yield from dict.fromkeys((row.word, row.meaning) for row in STATES)
    if context.incomplete:
        yield from REQUIREMENTS.items()


def complete_keys(context: "CompletionContext") -> Iterator[tuple[str, str]]:
    """Keys of a stack file, as `--set` takes them, until the value begins."""
    from a2p.stackfile.key_descriptions import KEY_DESCRIPTIONS  # only `a2p new` asks

    if "=" not in context.incomplete:
        yield from ((f"{key}=", meaning) for key, meaning in KEY_DESCRIPTIONS.items())


def complete_decisions(context: "CompletionContext") -> tuple[str, ...]:
    """How a review may end, by what is reviewed."""
    return _DECISIONS.get(context["what"].raw or "", ())


def _is_candidate(path: Path) -> bool:
    return path.is_dir() or path.suffix in {".yaml", ".yml"}


def _list_stacks() -> list[str]:
    """
    Names, without the environment that the engine would run in: to read that takes longer than all the rest.

    Raises:
        A2PError: there is no project, so there is nothing to propose.
    """
    from a2p.engine.project import EngineProject  # most of what is proposed needs none

    project = EngineProject.find(env=os.environ)
    return sorted({*project.list_declared(), *project.state.list_stacks()})
