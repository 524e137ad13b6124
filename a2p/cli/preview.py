"""`a2p preview`: what the next `a2p up` would do."""

from typing import Annotated, Literal

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.runs.selection import NO_SELECTION, Selection
from a2p.cli.terminal import completers


def preview(  # noqa: PLR0913  # one for each option
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    selection: Selection = NO_SELECTION,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
    report: Literal["markdown", "json", "html"] | None = None,
    max_cost: str | None = None,
    count_resubmissions: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    forbid_traffic_loss: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    max_replaced: str | None = None,
    force: Annotated[bool, Parameter(negative="", show_default=False)] = False,
) -> Exit:
    """
    Show what the next `a2p up` would do. Changes nothing.

    Parameters
    ----------
    customers:
        Names of stacks, one at least. What stands behind `--` goes to Pulumi as it is:
        a2p preview acme -- --refresh
    selection:
        Options that choose customers.
    as_json:
        Write one JSON object to standard output, and what the engine says to standard error.
    report:
        Write one report over all customers: markdown for a comment on a pull request, json, or html.
    max_cost:
        With a report: exit code 4 if the fees come to more US dollars.
    count_resubmissions:
        Count each free resubmission of a Campaign as a paid review in --max-cost: reports differ.
    forbid_traffic_loss:
        With a report: exit code 4 if an approved Campaign would be deleted.
    max_replaced:
        With a report of four customers or more: exit code 4 if something is deleted or replaced for a larger
        share of them; 25% if left out.
    force:
        Go on however large that share is.
    """
    has_brakes = bool(max_cost or forbid_traffic_loss or max_replaced)
    if report is None and not has_brakes:
        from a2p.cli.runs.arguments import is_for_many  # help and completion need no engine

        if is_for_many(customers, selection):
            from a2p.cli.runs.command_line import run_many  # most runs are of one customer

            return run_many("preview", customers, selection, as_json=as_json)
        from a2p.cli.runs.one_customer import run_customer  # as above

        return run_customer("preview", customers, yes=False, as_json=as_json)
    from a2p.cli.runs import preview_report  # a plain preview reports nothing

    brakes = preview_report.parse_brakes(
        max_cost,
        traffic=forbid_traffic_loss,
        max_replaced=preview_report.default_share(max_replaced),
        force=force,
        count_resubmissions=count_resubmissions,
    )
    form = report or ("json" if as_json else "markdown")
    return preview_report.write_report(customers, selection, form, brakes)
