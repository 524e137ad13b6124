"""From a command line to a run over many customers."""

from collections.abc import Sequence

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import split_arguments
from a2p.cli.runs.many import ManyRuns
from a2p.cli.runs.preview_report import parse_brakes
from a2p.cli.runs.selection import Selection
from a2p.engine.errors import NoSuchStack
from a2p.engine.project import EngineProject
from a2p.report.brakes import Brakes
from a2p.stack_names import require_stack_name

# --max-cost, --forbid-traffic-loss, --max-replaced, --force
Limits = tuple[str | None, bool, str | None, bool] | tuple[()]


def run_many(  # noqa: PLR0913  # one for each thing that a command line says
    verb: str, words: Sequence[str], selection: Selection, limits: Limits, *, yes: bool, as_json: bool
) -> Exit:
    """
    Run a verb for all customers that are meant.

    Raises:
        NoSuchStack: none is meant; a verb that changes something never defaults to all.
        A2PError: a limit is no number, or a name none of a stack.
    """
    project = EngineProject.find()
    named, options = split_arguments(words)
    if not named and not selection.is_filter:
        raise NoSuchStack("Which customers?", remedy=f"a2p {verb} <customer> ..., or a2p {verb} --all")
    stacks = selection.choose(project, [require_stack_name(name) for name in named])
    brakes = _parse(limits)
    runs = ManyRuns.of(project, verb, stacks, options, brakes, selection.jobs, as_json=as_json)
    return runs.run(yes=yes)


def _parse(limits: Limits) -> Brakes:
    if not limits:
        return Brakes()
    max_cost, forbid_traffic_loss, max_replaced, force = limits
    return parse_brakes(max_cost, traffic=forbid_traffic_loss, max_replaced=max_replaced, force=force)
