"""`a2p up`: applies stack files, and first cleans up after an interrupted run."""

from typing import Annotated

from cyclopts import Parameter

from a2p.cli.brake_options import NO_BRAKES, BrakeOptions
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.selection import NO_SELECTION, Selection
from a2p.cli.terminal import completers


def up(
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    yes: Annotated[bool, Parameter(name=("--yes", "-y"), negative="", show_default=False)] = False,
    selection: Selection = NO_SELECTION,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
    brakes: BrakeOptions = NO_BRAKES,
) -> Exit:
    """
    Apply the stack files of customers; continue where an interrupted run stopped.

    Parameters
    ----------
    customers:
        Names of stacks. Several are planned first, all shown, and then run at once. What stands behind `--`
        goes to Pulumi as it is: a2p up acme -- --refresh
    selection:
        Options that choose customers.
    yes:
        Do not ask.
    as_json:
        Write one JSON object to standard output, and what the engine says to standard error.
    brakes:
        Options that hold it back: all are previewed first.
    """
    from a2p.cli.runs.arguments import is_for_many  # neither help nor completion needs the engine

    if brakes.has_any or is_for_many(customers, selection):
        from a2p.cli.runs.command_line import run_many  # most runs are of one customer
        from a2p.cli.runs.preview_report import parse_brakes  # as above

        return run_many("up", customers, selection, parse_brakes(brakes), yes=yes, as_json=as_json)
    from a2p.cli.runs.one_customer import run_customer  # as above

    return run_customer("up", customers, yes=yes, as_json=as_json)
