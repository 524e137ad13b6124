"""
The report as a comment on a pull request.

It begins with a mark nobody sees, by which whoever posts it finds the comment it has to replace. No comment
may be longer than GitHub takes: customers beyond that are counted.
"""

import re
from typing import Final

from a2p.report.changes import Change
from a2p.report.summary import (
    CustomerGroup,
    PreviewReport,
    format_headline,
    format_resource,
    format_unchanged,
    group_customers,
    list_effects,
)

_LONGEST: Final = 60_000  # characters; GitHub takes 65,536
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~])")


def make_marker(project: str) -> str:
    """The first line of every report of this project."""
    return f"<!-- a2p-report: {project} -->"


def render_markdown(report: PreviewReport) -> str:
    """The whole comment."""
    head = [
        make_marker(report.project),
        f"### A2P 10DLC: {_escape(format_headline(report))}",
        *map(_render_alert, report.held),
    ]
    tail = [line] if (line := _escape(format_unchanged(report.stacks))) else []
    room = _LONGEST - sum(len(part) + 2 for part in (*head, *tail))
    return "\n\n".join([*head, *_render_sections(group_customers(report.stacks), room), *tail]) + "\n"


def _render_sections(groups: list[CustomerGroup], room: int) -> list[str]:
    sections: list[str] = []
    for index, group in enumerate(groups):
        section = _render_section(group)
        room -= len(section) + 2
        if room < 0:
            left = sum(len(group_left.stacks) for group_left in groups[index:])
            return [
                *sections,
                f"**{left} more** do not fit into a comment: `a2p preview --report html` shows them.",
            ]
        sections.append(section)
    return sections


def _render_section(group: CustomerGroup) -> str:
    previewed = group.previewed
    parts = [f"#### {_escape(group.title)}"]
    if previewed.problem:
        parts.append(_fence(previewed.problem))
    rows = [_render_row(change) for change in previewed.changes]
    if rows:
        parts.append(
            "\n".join(["| resource | what | fields | why | comes with |", "|---|---|---|---|---|", *rows])
        )
    return "\n\n".join(parts)


def _render_row(change: Change) -> str:
    cells = (
        format_resource(change),
        f"**{change.verdict}**: {_render_cell([change.sentence])}",
        ", ".join(f"`{field}`" for field in change.fields),
        _render_cell(change.reasons),
        _render_cell(list_effects(change)),
    )
    return f"| {' | '.join(cells)} |"


def _render_alert(text: str) -> str:
    return "> [!CAUTION]\n" + "\n".join(
        f"> {_escape(line.strip())}  " for line in f"Held: {text}".splitlines()
    )


def _fence(text: str) -> str:
    """As it stands; the fence is longer than any in the text."""
    fence = "`" * max(3, *(len(ticks) + 1 for ticks in re.findall(r"`+", text) or [""]))
    return f"{fence}text\n{text}\n{fence}"


def _render_cell(texts: list[str] | tuple[str, ...]) -> str:
    return "<br>".join(_escape(" ".join(text.split())) for text in texts)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
