"""`a2p check`: validates stack files as Pulumi, the declaration and the reviewers read them."""

import sys
from typing import Annotated, Literal

from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.cli.terminal import completers
from a2p.errors import DeclarationError


def check(
    *files: Annotated[str, Parameter(completer=completers.complete_files)],
    strict: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    pages: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    output: Annotated[Literal["text", "json", "sarif", "github"], Parameter(name="--format")] = "text",
) -> Exit:
    """
    Check stack files offline: YAML, every rule of the declaration, and what reviewers will object to.

    Parameters
    ----------
    files:
        Files, folders, or customers' names; all stack files of the project if left out.
    strict:
        Warnings fail, too.
    pages:
        Also fetch the opt-in page, the privacy policy and the terms that each file names, without cookies and
        within limits, and check what they say. What is fetched is kept for 24 hours in .a2p/pages.
    output:
        text for people, json, sarif for code scanning, github for notes on a pull request.
    """
    from a2p.cli.check.files import check_files  # as above
    from a2p.cli.check.formats import FORMATS  # neither help nor completion needs the models

    try:
        summary = check_files(files, with_pages=pages)
    except DeclarationError as error:
        print(f"a2p check: {error}", file=sys.stderr)
        return Exit.ERROR
    print(FORMATS[output](summary))
    return Exit.ERROR if summary.counts["error"] or (strict and summary.counts["warning"]) else Exit.DONE
