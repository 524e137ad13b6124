"""`a2p preview`: what the next `a2p up` would do."""

from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exits import Exit
from a2p.cli.runs import over


def preview(
    *customers: str,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Say what the next `a2p up` would do. Changes nothing.

    Parameters
    ----------
    customers:
        Names of stacks. What stands behind `--` goes to Pulumi as it is: a2p preview acme -- --refresh
    as_json:
        Write one JSON object to standard output, and what the engine says to standard error.
    """
    return over("preview", customers, yes=False, as_json=as_json)
