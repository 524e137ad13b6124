"""
How help is laid out: names in one column, what they mean in another, wrapped to the terminal.

cyclopts' own plain layout keeps the line breaks of our docstrings and wraps them again; its others take the
tables of rich, and with them half of the time to start.
"""

import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cyclopts.help import HelpEntry, HelpPanel
    from rich.console import Console, ConsoleOptions

_LEFT, _LONGEST_NAME, _WIDEST = 2, 22, 100


class HelpColumns:
    """A formatter as cyclopts asks for one."""

    def __call__(
        self,
        console: "Console",
        options: "ConsoleOptions",  # noqa: ARG002  # cyclopts gives it
        panel: "HelpPanel",
    ) -> None:
        """One panel: arguments, parameters or commands."""
        if not panel.entries:
            return
        rows = [(_join_names(entry, panel.format), _format_meaning(entry)) for entry in panel.entries]
        width = min(console.width, _WIDEST)
        column = _LEFT + min(max(len(names) for names, _ in rows), _LONGEST_NAME) + 2
        _write(
            console, "", f"{panel.title}:", *(line for row in rows for line in _wrap_row(*row, column, width))
        )

    def render_usage(
        self,
        console: "Console",
        options: "ConsoleOptions",  # noqa: ARG002  # as above
        usage: Any,
    ) -> None:
        """The line that shows what goes where."""
        text = _extract_text(usage)
        if text:
            _write(console, text if text.startswith("Usage:") else f"Usage: {text}")

    def render_description(
        self,
        console: "Console",
        options: "ConsoleOptions",  # noqa: ARG002  # as above
        description: Any,
    ) -> None:
        """What a verb does: its paragraphs wrapped, its examples as they are."""
        for paragraph in _extract_text(description).split("\n\n"):
            is_example = paragraph.startswith("$ ")
            wrapped = textwrap.wrap(_join_lines(paragraph), min(console.width, _WIDEST))
            _write(console, "", *(paragraph.splitlines() if is_example else wrapped))


def _join_names(entry: "HelpEntry", kind: str) -> str:
    return ", ".join(entry.display_labels_with_metavar if kind == "parameter" else entry.display_labels)


def _format_meaning(entry: "HelpEntry") -> str:
    """What it is for, and what may be given."""
    facts = {
        "choices": ", ".join(entry.choices or ()),
        "default": entry.default,
        "env var": ", ".join(entry.env_var or ()),
    }
    remarks = [f"[{name}: {text}]" for name, text in facts.items() if text]
    return " ".join([_join_lines(_extract_text(entry.description)), *remarks])


def _wrap_row(names: str, meaning: str, column: int, width: int) -> "Iterator[str]":
    """A row; names that are too long for their column have a line of their own."""
    wrapped = textwrap.wrap(meaning, width - column, break_long_words=False, break_on_hyphens=False)
    left = " " * _LEFT + names
    if len(left) + 2 > column or not wrapped:
        yield left
    else:
        yield left.ljust(column) + wrapped.pop(0)
    yield from (" " * column + line for line in wrapped)


def _join_lines(text: str) -> str:
    return " ".join(text.split())


def _extract_text(text: Any) -> str:
    """Of a text as cyclopts holds it, wrapped or bare."""
    inner = getattr(text, "primary_renderable", text)
    return str(getattr(inner, "plain", inner) or "").rstrip()


def _write(console: "Console", *lines: str) -> None:
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
