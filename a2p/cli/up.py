"""`a2p up`: bring Twilio to what is declared, whatever a run before has left."""

from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exits import Exit
from a2p.cli.runs import over


def up(
    *customers: str,
    yes: Annotated[bool, Parameter(name=("--yes", "-y"), negative="", show_default=False)] = False,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Bring customers to what they declare; go on where an interrupted run stopped.

    Parameters
    ----------
    customers:
        Names of stacks. What stands behind `--` goes to Pulumi as it is: a2p up acme -- --refresh
    yes:
        Do not ask.
    as_json:
        Write one JSON object to standard output, and what the engine says to standard error.
    """
    return over("up", customers, yes=yes, as_json=as_json)
