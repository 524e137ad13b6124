"""`a2p new`: the stack file of a customer, or of many. It asks nobody but you."""

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.terminal import completers
from a2p.errors import DeclarationError
from a2p.stackfile.customer_kinds import CustomerKind

_STOPPED = "\na2p new: stopped; nothing was written"


def new(  # noqa: PLR0913  # each is an option people may give
    customer: Annotated[str, Parameter(show_default=False, completer=completers.complete_customers)] = "",
    /,
    *,
    kind: CustomerKind | None = None,
    file: Annotated[Path | None, Parameter(name="--from", show_default=False)] = None,
    given: Annotated[
        tuple[str, ...],
        Parameter(name="--set", negative="", show_default=False, completer=completers.complete_keys),
    ] = (),
    account: str | None = None,
    update: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    columns_map: Annotated[Path | None, Parameter(name="--map", show_default=False)] = None,
    columns: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    as_json: Annotated[bool, Parameter(name="--json", negative="", show_default=False)] = False,
) -> Exit:
    """
    Write stacks/Pulumi.<customer>.yaml. What is not given is asked for, if somebody is there to answer.

    Parameters
    ----------
    customer:
        The name of the stack. Without it, --from holds a row for each of many customers.
    kind:
        Which kind of customer; otherwise the answers tell.
    file:
        Answers, with nested or dotted keys: .yaml, .json, .jsonl or .csv.
    given:
        One answer: --set profile.email=jane@example.org. Again for each. Of a list one entry, counted from 0:
        --set 'campaign.message_samples[1]=…'
    account:
        The customer's own account (AC…). Its key is looked for in variables that begin with TWILIO_AC…;
        another prefix, a file or a command: --set account.file=…
    update:
        Change the given keys of a file that exists; comments and secrets stay. Of a list, the given entries
        alone; the number behind the last adds one; the key without a number replaces the list.
    columns_map:
        For a CSV file with other headers: a file of YAML or JSON that gives each column its key.
    columns:
        Say which keys there are, and what each means.
    as_json:
        Write a JSON object: which files were written, what is to be said of each, and which rows are bad.
    """
    from a2p.cli.new import create  # the models, which neither help nor completion needs

    if columns:
        return create.print_columns(kind)
    try:
        how = create.WriteOptions(update=update, as_json=as_json, columns_map=columns_map)
        given = (*given, *create.give_account(account, given))
        return create.write_customers(customer, kind, file, given, how)
    except (DeclarationError, EOFError, KeyboardInterrupt) as error:
        return _show_failure(error)


def _show_failure(error: BaseException) -> Exit:
    problem = f"a2p new: {error}" if isinstance(error, DeclarationError) else _STOPPED
    print(problem, file=sys.stderr)
    return Exit.ERROR
