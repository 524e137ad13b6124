"""The report as one page for a browser, with nothing beside it: no script, no font, no image."""

from collections.abc import Iterable
from html import escape
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

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.4rem;text-align:left;"
    "vertical-align:top}.held{border-left:.4rem solid #b00;padding:.5rem 1rem;white-space:pre-wrap}"
    "pre{white-space:pre-wrap;background:#f3f3f3;padding:.7rem}"
)


def render_html(report: PreviewReport) -> str:
    """The whole page."""
    body = [f"<h1>A2P 10DLC: {escape(format_headline(report))}</h1>"]
    body += [f'<p class="held">Held: {escape(text)}</p>' for text in report.held]
    body += [_render_section(group) for group in group_customers(report.stacks)]
    body += [f"<p>{escape(line)}</p>"] if (line := format_unchanged(report.stacks)) else []
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>A2P 10DLC preview</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _render_section(group: CustomerGroup) -> str:
    previewed = group.previewed
    problem = f"<pre>{escape(previewed.problem)}</pre>" if previewed.problem else ""
    rows = "".join(_render_row(change) for change in previewed.changes)
    head = _render_cells("th", ("resource", "what", "fields", "why", "comes with"))
    table = f"<table>{head}{rows}</table>" if rows else ""
    return f"<h2>{escape(group.title)}</h2>{problem}{table}"


def _render_row(change: Change) -> str:
    cells = (
        escape(format_resource(change)),
        f"<b>{escape(change.verdict)}</b>: {escape(change.sentence)}",
        ", ".join(f"<code>{escape(field)}</code>" for field in change.fields),
        "<br/>".join(map(escape, change.reasons)),
        "<br/>".join(map(escape, list_effects(change))),
    )
    return _render_cells("td", cells)


def _render_cells(kind: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{kind}>{cell}</{kind}>' for cell in cells)}</tr>"
