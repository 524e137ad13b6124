"""
The report as a comment on a pull request.

It begins with a mark nobody sees, by which whoever posts it finds the comment it has to replace. No comment
may be longer than GitHub takes: customers beyond that are counted.
"""

import re
from typing import Final

from a2p.report.changes import Change
from a2p.report.summary import Group, Report, effects, groups, headline, named, unchanged

_LONGEST: Final = 60_000  # characters; GitHub takes 65,536
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~])")


def mark(project: str) -> str:
    """The first line of every report of this project."""
    return f"<!-- a2p-report: {project} -->"


def write(report: Report) -> str:
    """The whole comment."""
    head = [mark(report.project), f"### A2P 10DLC: {_plain(headline(report))}", *map(_alert, report.held)]
    tail = [line] if (line := _plain(unchanged(report.stacks))) else []
    room = _LONGEST - sum(len(each) + 2 for each in (*head, *tail))
    return "\n\n".join([*head, *_sections(groups(report.stacks), room), *tail]) + "\n"


def _sections(found: list[Group], room: int) -> list[str]:
    told: list[str] = []
    for index, group in enumerate(found):
        section = _section(group)
        room -= len(section) + 2
        if room < 0:
            left = sum(len(each.stacks) for each in found[index:])
            return [
                *told,
                f"**{left} more** do not fit into a comment: `a2p preview --report html` shows them.",
            ]
        told.append(section)
    return told


def _section(group: Group) -> str:
    previewed = group.previewed
    parts = [f"#### {_plain(group.title)}"]
    if previewed.problem:
        parts.append(_quoted(previewed.problem))
    rows = [_row(each) for each in previewed.changes]
    if rows:
        parts.append(
            "\n".join(["| resource | what | fields | why | comes with |", "|---|---|---|---|---|", *rows])
        )
    return "\n\n".join(parts)


def _row(change: Change) -> str:
    cells = (
        named(change),
        f"**{change.verdict}**: {_cell([change.sentence])}",
        ", ".join(f"`{each}`" for each in change.fields),
        _cell(change.reasons),
        _cell(effects(change)),
    )
    return f"| {' | '.join(cells)} |"


def _alert(text: str) -> str:
    return "> [!CAUTION]\n" + "\n".join(
        f"> {_plain(line.strip())}  " for line in f"Held: {text}".splitlines()
    )


def _quoted(text: str) -> str:
    """As it stands; the fence is longer than any in the text."""
    fence = "`" * max(3, *(len(each) + 1 for each in re.findall(r"`+", text) or [""]))
    return f"{fence}text\n{text}\n{fence}"


def _cell(texts: list[str] | tuple[str, ...]) -> str:
    return "<br>".join(_plain(" ".join(each.split())) for each in texts)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
