"""A report for a pull request, for a program, and for a browser."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from a2p.report import html, markdown
from a2p.report.changes import Change, CustomerPreview, sum_fees
from a2p.report.summary import PreviewReport, format_headline, list_effects


def render_json(report: PreviewReport) -> str:
    """One object. Amounts are texts, so that no program rounds them."""
    content = {
        "project": report.project,
        "headline": format_headline(report),
        "fees_usd": str(sum_fees(report.stacks)),
        "held": list(report.held),
        "stacks": [_convert_stack(preview) for preview in report.stacks],
    }
    return json.dumps(content, indent=2, ensure_ascii=False)


FORMATS: Final[dict[str, Callable[[PreviewReport], str]]] = {
    "markdown": markdown.render_markdown,
    "json": render_json,
    "html": html.render_html,
}


def _convert_stack(preview: CustomerPreview) -> dict[str, Any]:
    return {
        "stack": preview.stack,
        "outcome": preview.outcome.value,
        "begun": preview.begun,
        "fees_usd": str(preview.cost),
        "loses_traffic": preview.loses_traffic,
        "deletes": preview.deletes,
        "problem": preview.problem or None,
        "changes": [_convert_change(change) for change in preview.changes],
        "later_fees": [_convert_fee(*fee) for fee in preview.later_fees],
        "outputs": preview.outputs.to_json() if preview.outputs else None,
        "planned": sorted((each.to_json() for each in preview.planned), key=str),
    }


def _convert_change(change: Change) -> dict[str, Any]:
    return {
        "resource": change.resource,
        **({"campaign": change.campaign} if change.campaign else {}),
        "count": change.count,
        "verdict": change.verdict,
        "sentence": change.sentence,
        "do": change.remedy or None,
        "fields": list(change.fields),
        "reasons": list(change.reasons),
        "effects": list_effects(change),
        "fees": [_convert_fee(*fee) for fee in change.fees],
        "traffic": change.traffic,
    }


def _convert_fee(name: str, usd: Decimal) -> dict[str, str]:
    return {"name": name, "usd": str(usd)}
