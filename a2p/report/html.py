"""The report as one page for a browser, with nothing beside it: no script, no font, no image."""

from collections.abc import Iterable
from html import escape
from typing import Final

from a2p.report.changes import Change
from a2p.report.summary import Group, Report, effects, groups, headline, named, unchanged

_STYLE: Final = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.4rem;text-align:left;"
    "vertical-align:top}.held{border-left:.4rem solid #b00;padding:.5rem 1rem;white-space:pre-wrap}"
    "pre{white-space:pre-wrap;background:#f3f3f3;padding:.7rem}"
)


def write(report: Report) -> str:
    """The whole page."""
    body = [f"<h1>A2P 10DLC: {escape(headline(report))}</h1>"]
    body += [f'<p class="held">Held: {escape(text)}</p>' for text in report.held]
    body += [_section(group) for group in groups(report.stacks)]
    body += [f"<p>{escape(line)}</p>"] if (line := unchanged(report.stacks)) else []
    return (
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>A2P 10DLC preview</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _section(group: Group) -> str:
    previewed = group.previewed
    problem = f"<pre>{escape(previewed.problem)}</pre>" if previewed.problem else ""
    rows = "".join(_row(each) for each in previewed.changes)
    head = _cells("th", ("resource", "what", "fields", "why", "comes with"))
    table = f"<table>{head}{rows}</table>" if rows else ""
    return f"<h2>{escape(group.title)}</h2>{problem}{table}"


def _row(change: Change) -> str:
    cells = (
        escape(named(change)),
        f"<b>{escape(change.verdict)}</b>: {escape(change.sentence)}",
        ", ".join(f"<code>{escape(each)}</code>" for each in change.fields),
        "<br/>".join(map(escape, change.reasons)),
        "<br/>".join(map(escape, effects(change))),
    )
    return _cells("td", cells)


def _cells(kind: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<{kind}>{cell}</{kind}>' for cell in cells)}</tr>"
