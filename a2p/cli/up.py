"""`a2p up`: applies stack files, and first cleans up after an interrupted run."""

from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.selection import NO_SELECTION, Selection
from a2p.cli.terminal import completers


def up(  # noqa: PLR0913  # one for each option
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    yes: Annotated[bool, Parameter(name=("--yes", "-y"), negative="", show_default=False)] = False,
    selection: Selection = NO_SELECTION,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
    max_cost: str | None = None,
    count_resubmissions: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    forbid_traffic_loss: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    max_replaced: str | None = None,
    force: Annotated[bool, Parameter(negative="", show_default=False)] = False,
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
    max_cost:
        Preview all of them first, and do nothing (exit code 4) if the fees come to more US dollars.
    count_resubmissions:
        Count each free resubmission of a Campaign as a paid review in --max-cost: reports differ.
    forbid_traffic_loss:
        The same, if an approved Campaign would be deleted.
    max_replaced:
        The same, if something is deleted or replaced for a larger share of four customers or more: 25%
    force:
        Go on however large that share is.
    """
    from a2p.cli.runs.arguments import is_for_many  # neither help nor completion needs the engine

    has_brakes = bool(max_cost or forbid_traffic_loss or max_replaced)
    if has_brakes or is_for_many(customers, selection):
        from a2p.cli.runs.command_line import run_many  # most runs are of one customer
        from a2p.cli.runs.preview_report import parse_brakes  # as above

        brakes = parse_brakes(
            max_cost,
            traffic=forbid_traffic_loss,
            max_replaced=max_replaced,
            force=force,
            count_resubmissions=count_resubmissions,
        )
        return run_many("up", customers, selection, brakes, yes=yes, as_json=as_json)
    from a2p.cli.runs.one_customer import run_customer  # as above

    return run_customer("up", customers, yes=yes, as_json=as_json)
