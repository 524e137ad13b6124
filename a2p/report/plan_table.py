"""The steps of a run as one table of plain text: a line a step, longer cells wrapped."""

import re
import textwrap
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from typing import Final

from a2p.report.steps import Step

_HEADINGS: Final = ("resource", "what", "why", "wait", "fee", "traffic")
_GAP: Final = "  "
_INDENT: Final = "  "
_WRAPPED: Final = (1, 2, 3, 5)  # what, why, wait, traffic


class _Wrapper(textwrap.TextWrapper):
    """Wraps between words, and within the name of a field behind a _; breaks no word else."""

    wordsep_simple_re = re.compile(r"(\s+|[^\s_]*_)")

    def __init__(self, width: int) -> None:
        super().__init__(width, break_on_hyphens=False, break_long_words=False)

    def measure(self, text: str) -> int:
        """Columns of the longest piece of a text that stays in one."""
        return max(map(len, self._split(text)), default=0)


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
    """Of each column: what its longest cell needs, less where that costs fewest lines; words stay whole."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    narrowest = {
        column: max(_Wrapper(width).measure(cell) for cell in columns[column]) for column in _WRAPPED
    }
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room:
        choices = [
            [each - (index == column) for index, each in enumerate(widths)]
            for column in _WRAPPED
            if widths[column] > narrowest[column]
        ]
        if not choices:
            break
        widths = min(choices, key=lambda chosen: (_count_lines(rows, chosen), -max(chosen)))
    return widths


def _count_lines(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> int:
    return sum(max(map(len, _wrap_cells(row, widths))) for row in rows)


def _wrap_cells(cells: Sequence[str], widths: Sequence[int]) -> list[tuple[str, ...]]:
    return [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]


@cache
def _wrap(cell: str, width: int) -> tuple[str, ...]:
    return tuple(_Wrapper(width).wrap(cell)) if len(cell) > width else (cell,)


def _wrap_row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    lines = zip_longest(*_wrap_cells(cells, widths), fillvalue="")
    return [
        (_INDENT + _GAP.join(text.ljust(width) for text, width in zip(line, widths, strict=True))).rstrip()
        for line in lines
    ]
