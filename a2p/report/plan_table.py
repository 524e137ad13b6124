"""The steps of a run as one table of plain text: a line a step, longer cells wrapped."""

import textwrap
from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Final

from a2p.report.steps import Step

_HEADINGS: Final = ("resource", "what", "why", "wait", "fee", "traffic")
_GAP: Final = "  "
_INDENT: Final = "  "
_NARROWEST: Final = 10  # columns of a cell that is wrapped
_WRAPPED: Final = (2, 3, 5)  # why, wait, traffic


def format_table(steps: Sequence[Step], width: int) -> str:
    """
    The table, as wide as its text, or `width` columns; "" if there are no steps.

    Of a customer with several Campaigns it ends with the sum of the fees.
    """
    if not steps:
        return ""
    rows = [_HEADINGS, *map(_format_cells, steps)]
    cost = sum((step.fee for step in steps), Decimal(0))
    if cost and any(step.campaign for step in steps):
        rows.append(("in all", "", "", "", f"${cost:.2f}", ""))
    widths = _choose_widths(rows, width - len(_INDENT))
    return "\n".join(line for row in rows for line in _wrap_row(row, widths))


def _format_cells(step: Step) -> tuple[str, ...]:
    fee = f"${step.fee:.2f}" if step.fee else ""
    return (step.resource, step.action, step.why, step.wait, fee, step.traffic)


def _choose_widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Of each column: what its longest cell needs; the wide ones share what the others leave."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    room = width - len(_GAP) * (len(widths) - 1) - sum(widths)
    while room < 0:
        widest = max(_WRAPPED, key=lambda column: widths[column])
        if widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
        room += 1
    return widths


def _wrap_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [
        textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    lines = zip_longest(*wrapped, fillvalue="")
    return [
        (_INDENT + _GAP.join(text.ljust(width) for text, width in zip(line, widths, strict=True))).rstrip()
        for line in lines
    ]
