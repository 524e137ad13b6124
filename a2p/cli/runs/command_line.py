"""From a command line to a run over many customers."""

from collections.abc import Sequence

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.arguments import split_arguments
from a2p.cli.runs.many_customers.many_runs import ManyRuns
from a2p.cli.runs.selection import Selection
from a2p.engine.errors import NoSuchStack
from a2p.engine.project import EngineProject
from a2p.report.brakes import Brakes
from a2p.stack_names import require_stack_name

NO_BRAKES = Brakes()


def run_many(  # noqa: PLR0913  # one for each thing that a command line says
    verb: str,
    words: Sequence[str],
    selection: Selection,
    brakes: Brakes = NO_BRAKES,
    *,
    yes: bool = False,
    as_json: bool,
) -> Exit:
    """
    Run a verb for all customers that are meant.

    Raises:
        NoSuchStack: none is meant; a verb that changes something never defaults to all.
        A2PError: a name is none of a stack.
    """
    return make_runs(verb, words, selection, brakes, as_json=as_json).run(yes=yes)


def make_runs(
    verb: str, words: Sequence[str], selection: Selection, brakes: Brakes, *, as_json: bool
) -> ManyRuns:
    """
    The runs that a command line asks for, none of them begun.

    Raises:
        NoSuchStack, A2PError: as above.
    """
    project = EngineProject.find()
    named, options = split_arguments(words)
    if not named and not selection.is_filter:
        known = ", ".join(project.list_customers()) or "none yet"
        raise NoSuchStack(
            f"Which customers? There are: {known}", remedy=f"a2p {verb} <customer> ..., or a2p {verb} --all"
        )
    stacks = selection.choose(project, [require_stack_name(name) for name in named])
    return ManyRuns.of(project, verb, stacks, options, brakes, selection.jobs, as_json=as_json)
