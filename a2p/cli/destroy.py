"""`a2p destroy`: deletes a registration; a Brand, which no API deletes, stays."""

from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.selection import NO_SELECTION, Selection
from a2p.cli.terminal import completers


def destroy(
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    yes: Annotated[bool, Parameter(name=("--yes", "-y"), negative="", show_default=False)] = False,
    selection: Selection = NO_SELECTION,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Delete the registrations of customers. Brands stay: no API deletes them.

    Parameters
    ----------
    customers:
        Names of stacks, one at least. What stands behind `--` goes to Pulumi as it is:
        a2p destroy acme -- --refresh
    selection:
        Options that choose customers.
    yes:
        Do not ask.
    as_json:
        Write one JSON object to standard output, and what the engine says to standard error.
    """
    from a2p.cli.runs.arguments import is_for_many  # neither help nor completion needs the engine

    if is_for_many(customers, selection):
        from a2p.cli.runs.command_line import run_many  # most runs are of one customer

        return run_many("destroy", customers, selection, yes=yes, as_json=as_json)
    from a2p.cli.runs.one_customer import run_customer  # as above

    return run_customer("destroy", customers, yes=yes, as_json=as_json)
