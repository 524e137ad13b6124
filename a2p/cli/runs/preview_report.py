"""Reports of previews, and the brakes before a run: for `a2p preview` and `a2p up`."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from a2p.cli.brake_options import BrakeOptions
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.command_line import make_runs
from a2p.cli.runs.outcomes import choose_worst
from a2p.cli.runs.selection import Selection
from a2p.errors import A2PError
from a2p.report.brakes import Brakes, check_brakes
from a2p.report.changes import PreviewOutcome
from a2p.report.formats import FORMATS
from a2p.report.summary import PreviewReport

_EXITS = {PreviewOutcome.FAILED: Exit.ERROR, PreviewOutcome.BLOCKED: Exit.BLOCKED}
_BY_DEFAULT = "25%"  # of the customers; so many at once are rarely meant


def write_report(words: Sequence[str], selection: Selection, form: str, options: BrakeOptions) -> Exit:
    """Preview customers, and write what would change to standard output."""
    brakes = parse_brakes(replace(options, max_replaced=options.max_replaced or _BY_DEFAULT))
    runs = make_runs("preview", words, selection, brakes, as_json=True)
    stacks = [each.preview for each in runs.plan()]
    holding = check_brakes(stacks, brakes)
    sys.stdout.write(FORMATS[form](PreviewReport(runs.project.name, tuple(stacks), tuple(holding))))
    not_begun = [each for each in runs.ends.values() if each.run is None]
    for text in [f"held: {text}" for text in holding] + [
        f"{each.stack}: {each.problem}" for each in not_begun
    ]:
        print(f"a2p: {text}", file=sys.stderr, flush=True)
    exits = [_EXITS.get(preview.outcome, Exit.DONE) for preview in stacks]
    return choose_worst([*exits, *(each.exit for each in not_begun), *([Exit.BLOCKED] if holding else [])])


def parse_brakes(options: BrakeOptions) -> Brakes:
    """
    The limits given on the command line.

    Raises:
        A2PError: an amount or a share is none.
    """
    share = options.max_replaced
    return Brakes(
        max_cost=parse_cost(options.max_cost),
        count_resubmissions=options.count_resubmissions,
        forbid_traffic_loss=options.forbid_traffic_loss,
        max_replaced=_parse_number("--max-replaced", share, "a share in percent, such as 25%", "%"),
        force=options.force,
    )


def parse_cost(typed: str | None) -> Decimal | None:
    """
    The value of --max-cost, in US dollars.

    Raises:
        A2PError: it is none.
    """
    return _parse_number("--max-cost", typed, "a sum in US dollars, such as 50 or 19.00", "$")


def _parse_number(option: str, typed: str | None, needed: str, unit: str) -> Decimal | None:
    if typed is None:
        return None
    try:
        number = Decimal(typed.strip(unit))
    except InvalidOperation:
        number = Decimal(-1)
    if not (number.is_finite() and number >= 0):
        raise A2PError(f"{option}: {needed} needed, not {typed!r}", remedy="a2p preview --help")
    return number
