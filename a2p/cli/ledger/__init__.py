"""`a2p ledger`: what is used up for life, and what was shown, paid and sent, destroyed stacks included."""

from typing import Annotated

import cyclopts
from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.terminal import completers
from a2p.cli.terminal.help import HelpColumns

_FLAG = {"negative": "", "show_default": False}

app = cyclopts.App(
    name="ledger",
    help="Show what is used up for life, and what was shown, paid and sent. It survives `destroy`.",
    help_format="plaintext",
    help_formatter=HelpColumns(),
)


@app.default
def ledger(
    *customers: Annotated[str, Parameter(completer=completers.complete_customers)],
    as_json: Annotated[bool, Parameter(name="--json", **_FLAG)] = False,
    as_csv: Annotated[bool, Parameter(name="--csv", **_FLAG)] = False,
) -> Exit:
    """
    Show what is used up for life, and what was shown, paid and sent. Values stand in it as digests only.

    Parameters
    ----------
    customers:
        Names of stacks, also of destroyed ones; all of them if none is named.
    as_json:
        Write a JSON list of entries.
    as_csv:
        Write a line of CSV for each entry.
    """
    from a2p.cli.ledger.entries import print_entries

    return print_entries(customers, as_json=as_json, as_csv=as_csv)


@app.command
def collect(
    *,
    account: str | None = None,
    subaccounts: Annotated[bool, Parameter(**_FLAG)] = False,
    base_url: str | None = None,
    as_json: Annotated[bool, Parameter(name="--json", **_FLAG)] = False,
) -> Exit:
    """
    Write into the ledger what was registered before there was one: of an account, and of the stacks' states.

    Twilio is only read. What is in the ledger already stays as it is, so run it again whenever you like.

    Parameters
    ----------
    account:
        The account to read, instead of TWILIO_ACCOUNT_SID; the key or token has to be that account's.
    subaccounts:
        Read the subaccounts of the account in its place, each with its own token.
    base_url:
        Another address than Twilio's, such as the simulator's.
    as_json:
        Write a JSON list: of each account what was written.
    """
    from a2p.cli.ledger.collecting import collect_accounts

    return collect_accounts(account, base_url, of_subaccounts=subaccounts, as_json=as_json)
