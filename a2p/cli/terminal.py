"""How text is laid out for a terminal: its width, and bold where somebody can see it."""

import os
import shutil
import sys
import textwrap

_WIDEST = 100  # columns; longer lines are hard to read
_NARROWEST = 40  # columns; below that nothing can be laid out
_LABEL = 14  # columns of the label before a text


def width() -> int:
    """Columns to write to."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def bold(text: str) -> str:
    """Bold on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return text if plain else f"\x1b[1m{text}\x1b[0m"


def labelled(label: str, text: str) -> str:
    """A label, and the text in a column beside it. A word that is wider than the column is never broken."""
    return textwrap.fill(
        text,
        width(),
        initial_indent=f"  {label:<{_LABEL - 1}} ",
        subsequent_indent=" " * (_LABEL + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def paragraph(text: str) -> str:
    """A text over the whole width."""
    return textwrap.fill(text, width(), break_long_words=False, break_on_hyphens=False)
