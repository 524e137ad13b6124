"""Markdown tables and pages, from rows of plain texts."""

from collections.abc import Iterable, Sequence

NOTE = "<!-- Written by `script/reference/write.py` from the code; edit that. -->\n"


def cell(text: object) -> str:
    """One cell: on one line, and with no bar of its own."""
    return str(text).replace("|", "\\|").replace("\n", " ").strip()


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; an empty one is a mistake of whoever asks for it."""
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(cell(each) for each in row)} |" for row in rows]
    if len(lines) == 2:
        raise ValueError(f"no rows under {heads}")
    return "\n".join(lines) + "\n"


def page(title: str, intro: str, *parts: str) -> str:
    """A page: its title, what it is about, and its parts with a blank line between."""
    return "\n".join([NOTE, f"# {title}\n", f"{intro}\n", *parts])


def section(title: str, *parts: str) -> str:
    """A part of a page under its own heading."""
    return "\n".join([f"## {title}\n", *parts])


def code(text: object) -> str:
    """In the fixed type of code; nothing stays nothing."""
    return f"`{text}`" if text else ""
