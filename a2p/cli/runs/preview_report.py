"""Reports of previews, and the brakes before a run: for `a2p preview` and `a2p up`."""

import sys
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import named, split
from a2p.cli.runs.outcomes import worst
from a2p.engine.project import EngineProject
from a2p.errors import A2PError
from a2p.report.brakes import Brakes, check_brakes, describe_unpreviewed
from a2p.report.changes import CustomerPreview, PreviewOutcome
from a2p.report.previews import preview_all

_EXITS = {PreviewOutcome.FAILED: Exit.ERROR, PreviewOutcome.BLOCKED: Exit.BLOCKED}
_OF_UP = frozenset({"--skip-preview", "-f", "--yes", "-y"})  # of Pulumi's options, those no preview has
_BY_DEFAULT = "25%"  # of the customers; so many at once are rarely meant


def report(words: Sequence[str], form: str, brakes: Brakes) -> Exit:
    """Preview customers, and write what would change to standard output."""
    from a2p.report.formats import FORMATS  # noqa: PLC0415  # `a2p up` writes none
    from a2p.report.summary import PreviewReport  # noqa: PLC0415  # as above

    project, stacks = _previewed(words, "preview")
    holding = check_brakes(stacks, brakes)
    sys.stdout.write(FORMATS[form](PreviewReport(project.name, tuple(stacks), tuple(holding))))
    for text in holding:
        _say(f"held: {text}")
    ended = worst(_EXITS.get(each.outcome, Exit.DONE) for each in stacks)
    return worst([ended, Exit.BLOCKED]) if holding else ended


def holds(words: Sequence[str], brakes: Brakes) -> bool:
    """Whether a brake holds a run over these customers; everything is previewed before anything is done."""
    _, stacks = _previewed([word for word in words if word.partition("=")[0] not in _OF_UP], "up")
    holding = list(filter(None, [describe_unpreviewed(stacks), *check_brakes(stacks, brakes)]))
    for text in holding:
        _say(f"held, so nothing was done: {text}")
    return bool(holding)


def brakes_of(max_cost: str | None, *, traffic: bool, max_replaced: str | None, force: bool) -> Brakes:
    """
    The brakes as they were typed.

    Raises:
        A2PError: an amount or a share is none.
    """
    return Brakes(
        max_cost=_number("--max-cost", max_cost, "a sum in US dollars, such as 50 or 19.00", "$"),
        forbid_traffic_loss=traffic,
        max_replaced=_number("--max-replaced", max_replaced, "a share in percent, such as 25%", "%"),
        force=force,
    )


def share_by_default(max_replaced: str | None) -> str:
    """A report always says when unusually much goes."""
    return max_replaced or _BY_DEFAULT


def _number(option: str, typed: str | None, needed: str, unit: str) -> Decimal | None:
    if typed is None:
        return None
    try:
        number = Decimal(typed.strip(unit))
    except InvalidOperation:
        number = Decimal(-1)
    if not (number.is_finite() and number >= 0):
        raise A2PError(f"{option}: {needed} needed, not {typed!r}\n  do: a2p preview --help")
    return number


def _previewed(words: Sequence[str], verb: str) -> tuple[EngineProject, list[CustomerPreview]]:
    project = EngineProject.find()
    customers, options = split(words)
    return project, preview_all(project, named(project, customers, verb), options, _say)


def _say(text: str) -> None:
    print(f"a2p: {text}", file=sys.stderr, flush=True)
