"""`a2p completion`: TAB completion of verbs, options, customers and codes in bash, zsh and fish."""

import os
from pathlib import Path
from typing import Annotated, Literal

import cyclopts
from cyclopts import Parameter

from a2p.cli.exit_codes import Exit
from a2p.errors import A2PError

Shell = Literal["bash", "zsh", "fish"]

app = cyclopts.App(name="completion", help="Install TAB completion for bash, zsh or fish.")

_RC = {"bash": "~/.bashrc", "zsh": "~/.zshrc", "fish": ""}


@app.command
def install(
    *,
    shell: Shell | None = None,
    rc: Annotated[bool, Parameter(negative="--no-rc", show_default=False)] = True,
) -> Exit:
    """
    Write the script where the shell looks for it, and have ~/.bashrc or ~/.zshrc load it.

    Run it again after an upgrade: the script contains the verbs and options.

    Parameters
    ----------
    shell:
        Which one; the one you are in if left out.
    rc:
        --no-rc leaves ~/.bashrc and ~/.zshrc as they are.
    """
    from a2p.cli.app import app as whole  # which has this as one of its verbs

    chosen = shell or _detect_shell()
    written = whole.install_completion(shell=chosen, add_to_startup=rc)
    print(f"{written} is written")
    if rc and _RC[chosen]:
        print(f"{_RC[chosen]} loads it")
    print(f"  do: exec {chosen}")
    return Exit.DONE


@app.command
def show(*, shell: Shell | None = None) -> Exit:
    """
    Write the script to standard output, to be put anywhere else.

    Parameters
    ----------
    shell:
        Which one; the one you are in if left out.
    """
    from a2p.cli.app import app as whole  # as above

    print(whole.generate_completion(shell=shell or _detect_shell()))
    return Exit.DONE


def _detect_shell() -> Shell:
    """
    The user's own.

    Raises:
        A2PError: it is one for which there is no script.
    """
    shell: Shell
    name = Path(os.environ.get("SHELL", "")).name
    for shell in ("bash", "zsh", "fish"):
        if name == shell:
            return shell
    raise A2PError(
        f"no completion for {name or 'an unknown shell'}", remedy="say which with --shell bash, zsh or fish"
    )
