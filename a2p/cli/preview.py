"""`a2p preview`: what the next `a2p up` would do."""

from typing import Annotated, Literal

from cyclopts import Parameter

from a2p.cli.brake_options import NO_BRAKES, BrakeOptions
from a2p.cli.exit_codes import Exit
from a2p.cli.runs.selection import NO_SELECTION, Selection
from a2p.cli.terminal import completers


def preview(
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    selection: Selection = NO_SELECTION,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
    report: Literal["markdown", "json", "html"] | None = None,
    brakes: BrakeOptions = NO_BRAKES,
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
    brakes:
        Options that hold it back; with one of them, a report is written.
    """
    if report is None and not brakes.has_any:
        from a2p.cli.runs.arguments import is_for_many  # help and completion need no engine

        if is_for_many(customers, selection):
            from a2p.cli.runs.command_line import run_many  # most runs are of one customer

            return run_many("preview", customers, selection, as_json=as_json)
        from a2p.cli.runs.one_customer import run_customer  # as above

        return run_customer("preview", customers, yes=False, as_json=as_json)
    from a2p.cli.runs import preview_report  # a plain preview reports nothing

    form = report or ("json" if as_json else "markdown")
    return preview_report.write_report(customers, selection, form, brakes)
