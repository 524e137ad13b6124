"""A report for a pull request, for a program, and for a browser."""

import json
from collections.abc import Callable
from typing import Any, Final

from a2p.report import html, markdown
from a2p.report.changes import Change, Previewed, total
from a2p.report.summary import Report, effects, headline


def as_json(report: Report) -> str:
    """One object. Amounts are texts, so that no program rounds them."""
    told = {
        "project": report.project,
        "headline": headline(report),
        "fees_usd": str(total(report.stacks)),
        "held": list(report.held),
        "stacks": [_stack(each) for each in report.stacks],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


FORMATS: Final[dict[str, Callable[[Report], str]]] = {
    "markdown": markdown.write,
    "json": as_json,
    "html": html.write,
}


def _stack(each: Previewed) -> dict[str, Any]:
    return {
        "stack": each.stack,
        "outcome": each.outcome.value,
        "begun": each.begun,
        "fees_usd": str(each.cost),
        "loses_traffic": each.loses_traffic,
        "deletes": each.deletes,
        "problem": each.problem or None,
        "changes": [_change(change) for change in each.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "resource": change.resource,
        "count": change.count,
        "verdict": change.verdict,
        "sentence": change.sentence,
        "do": change.remedy or None,
        "fields": list(change.fields),
        "reasons": list(change.reasons),
        "effects": effects(change),
    }
