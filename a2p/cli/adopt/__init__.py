"""`a2p adopt`: stack files and import documents for customers that are at Twilio already."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit

_FLAG = {"negative": "", "show_default": False}


def adopt(  # noqa: PLR0913 - a command line has that many options
    *sids: str,
    brand: Annotated[tuple[str, ...], Parameter(negative="", show_default=False)] = (),
    names: Path | None = None,
    campaign: Path | None = None,
    account: str | None = None,
    subaccounts: Annotated[bool, Parameter(**_FLAG)] = False,
    base_url: str | None = None,
    do_import: Annotated[bool, Parameter(name="--import", **_FLAG)] = False,
    jobs: int | None = None,
    as_json: Annotated[bool, Parameter(name="--json", **_FLAG)] = False,
) -> Exit:
    """
    Write a stack file, and a document for `pulumi import`, for each customer that is at Twilio already.

    Twilio is only read. Run it again after an interruption: what is written is not written again.

    Parameters
    ----------
    sids:
        Brands (BN…) and Messaging Services (MG…) to adopt; without any, the whole account.
    brand:
        A Brand that Twilio's list leaves out, as it does with some; may be given several times.
    names:
        A CSV file with a Brand's or service's SID, and the name of its stack, in each line.
    campaign:
        A stack file whose Campaign and Messaging Service are declared for Brands that have no Campaign yet.
    account:
        The account to read, instead of TWILIO_ACCOUNT_SID; the key or token has to be that account's.
    subaccounts:
        Read the subaccounts of the account in its place, each with its own token, which Twilio tells the
        parent's token. Each stack file gets an a2p:account with the prefix TWILIO_AC….
    base_url:
        Another address than Twilio's, such as the simulator's. It is written into each stack file.
    do_import:
        Also make the state of each: `pulumi stack init`, `import`, and a first run that changes nothing.
    jobs:
        With --import: how many are imported at once; as many as memory allows if left out.
    as_json:
        Write a JSON object of what became of each customer.
    """
    from a2p.cli.adopt.account import Request, adopt_and_report

    options = {key: value for key, value in (("baseUrl", base_url), ("accountSid", account)) if value}
    request = Request(
        frozenset(sids),
        brand,
        names,
        campaign,
        options,
        do_import=do_import,
        of_subaccounts=subaccounts,
        jobs=jobs,
    )
    return adopt_and_report(request, as_json=as_json)
