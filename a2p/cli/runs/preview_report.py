"""Reports of previews, and the brakes before a run: for `a2p preview` and `a2p up`."""

import sys
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import require_customers, split_arguments
from a2p.cli.runs.outcomes import choose_worst
from a2p.engine.project import EngineProject
from a2p.errors import A2PError
from a2p.report.brakes import Brakes, check_brakes, describe_unpreviewed
from a2p.report.changes import CustomerPreview, PreviewOutcome
from a2p.report.previews import preview_all

_EXITS = {PreviewOutcome.FAILED: Exit.ERROR, PreviewOutcome.BLOCKED: Exit.BLOCKED}
_OF_UP = frozenset({"--skip-preview", "-f", "--yes", "-y"})  # of Pulumi's options, those no preview has
_BY_DEFAULT = "25%"  # of the customers; so many at once are rarely meant


def write_report(words: Sequence[str], form: str, brakes: Brakes) -> Exit:
    """Preview customers, and write what would change to standard output."""
    from a2p.report.formats import FORMATS  # `a2p up` writes none
    from a2p.report.summary import PreviewReport  # as above

    project, stacks = _preview(words, "preview")
    holding = check_brakes(stacks, brakes)
    sys.stdout.write(FORMATS[form](PreviewReport(project.name, tuple(stacks), tuple(holding))))
    for text in holding:
        _print_line(f"held: {text}")
    ended = choose_worst(_EXITS.get(preview.outcome, Exit.DONE) for preview in stacks)
    return choose_worst([ended, Exit.BLOCKED]) if holding else ended


def is_held(words: Sequence[str], brakes: Brakes) -> bool:
    """Preview all customers, and return whether a limit forbids the run."""
    _, stacks = _preview([word for word in words if word.partition("=")[0] not in _OF_UP], "up")
    holding = list(filter(None, [describe_unpreviewed(stacks), *check_brakes(stacks, brakes)]))
    for text in holding:
        _print_line(f"held, so nothing was done: {text}")
    return bool(holding)


def parse_brakes(
    max_cost: str | None,
    *,
    traffic: bool,
    max_replaced: str | None,
    force: bool,
    count_resubmissions: bool = False,
) -> Brakes:
    """
    The limits given on the command line.

    Raises:
        A2PError: an amount or a share is none.
    """
    return Brakes(
        max_cost=_parse_number("--max-cost", max_cost, "a sum in US dollars, such as 50 or 19.00", "$"),
        count_resubmissions=count_resubmissions,
        forbid_traffic_loss=traffic,
        max_replaced=_parse_number("--max-replaced", max_replaced, "a share in percent, such as 25%", "%"),
        force=force,
    )


def default_share(max_replaced: str | None) -> str:
    """The share given, else the default of a report."""
    return max_replaced or _BY_DEFAULT


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


def _preview(words: Sequence[str], verb: str) -> tuple[EngineProject, list[CustomerPreview]]:
    project = EngineProject.find()
    customers, options = split_arguments(words)
    return project, preview_all(project, require_customers(project, customers, verb), options, _print_line)


def _print_line(text: str) -> None:
    print(f"a2p: {text}", file=sys.stderr, flush=True)
