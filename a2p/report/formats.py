"""A report for a pull request, for a program, and for a browser."""

import json
from collections.abc import Callable
from typing import Any, Final

from a2p.report import html, markdown
from a2p.report.changes import Change, CustomerPreview, sum_fees
from a2p.report.summary import PreviewReport, format_headline, list_effects


def render_json(report: PreviewReport) -> str:
    """One object. Amounts are texts, so that no program rounds them."""
    told = {
        "project": report.project,
        "headline": format_headline(report),
        "fees_usd": str(sum_fees(report.stacks)),
        "held": list(report.held),
        "stacks": [_convert_stack(each) for each in report.stacks],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


FORMATS: Final[dict[str, Callable[[PreviewReport], str]]] = {
    "markdown": markdown.render_markdown,
    "json": render_json,
    "html": html.render_html,
}


def _convert_stack(each: CustomerPreview) -> dict[str, Any]:
    return {
        "stack": each.stack,
        "outcome": each.outcome.value,
        "begun": each.begun,
        "fees_usd": str(each.cost),
        "loses_traffic": each.loses_traffic,
        "deletes": each.deletes,
        "problem": each.problem or None,
        "changes": [_convert_change(change) for change in each.changes],
    }


def _convert_change(change: Change) -> dict[str, Any]:
    return {
        "resource": change.resource,
        "count": change.count,
        "verdict": change.verdict,
        "sentence": change.sentence,
        "do": change.remedy or None,
        "fields": list(change.fields),
        "reasons": list(change.reasons),
        "effects": list_effects(change),
    }
