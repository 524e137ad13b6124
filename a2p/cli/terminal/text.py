"""Text for people: laid out for the width of a terminal; how long ago; paths as seen from here."""

import os
import shutil
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

_WIDEST = 100  # columns; longer lines are hard to read
_NARROWEST = 40  # columns; below that nothing can be laid out
_LABEL = 14  # columns of the label before a text
_UNITS = ((86400.0, "day"), (3600.0, "hour"), (60.0, "minute"), (1.0, "second"))


def measure_width() -> int:
    """Columns to write to."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns))


def bold(text: str) -> str:
    """Bold on a terminal, unless NO_COLOR says otherwise (no-color.org)."""
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return text if plain else f"\x1b[1m{text}\x1b[0m"


def format_labelled(label: str, text: str) -> str:
    """A label, and the text in a column beside it. A word that is wider than the column is never broken."""
    return textwrap.fill(
        text,
        measure_width(),
        initial_indent=f"  {label:<{_LABEL - 1}} ",
        subsequent_indent=" " * (_LABEL + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )


def format_paragraph(text: str) -> str:
    """A text over the whole width."""
    return textwrap.fill(text, measure_width(), break_long_words=False, break_on_hyphens=False)


def format_age(at: datetime, now: datetime | None = None) -> str:
    """`3 minutes`, from a time until now."""
    seconds = ((now or datetime.now(UTC)) - at).total_seconds()
    for length, unit in _UNITS:
        if seconds >= length:
            count = int(seconds // length)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "a moment"


def format_time(at: datetime) -> str:
    """`2026-11-22 10:58 UTC`."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def shorten_path(file: Path) -> Path:
    """
    As seen from here, where that is shorter: pull requests and editors know no other paths.

    A link is not followed: it is the file that was named, whether or not it leads anywhere.
    """
    whole = Path(os.path.abspath(file))  # noqa: PTH100  # Path.resolve follows links
    return whole.relative_to(Path.cwd()) if whole.is_relative_to(Path.cwd()) else whole
