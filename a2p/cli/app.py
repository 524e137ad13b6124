"""
The command line: the table of verbs. A verb's code is imported only when the verb is used.

With cyclopts, for it loads verbs by name and starts in half of Typer's time (docs/decisions/0008-cli.md).
"""

import errno
import os
import sys
from contextlib import suppress

import cyclopts

from a2p.cli.exit_codes import Exit
from a2p.cli.terminal.help import HelpColumns
from a2p.messages import format_message


def _read_version() -> str:
    from importlib.metadata import version  # it reads the disk, which only --version needs

    return version("a2p")


# In the order of `a2p --help`: what a verb does, and how it is called.
_VERBS = {
    "adopt": ("Write stack files for what is at Twilio already.", "a2p adopt"),
    "changed": ("Name the customers that have changed since a commit.", "a2p changed --since origin/main"),
    "check": (
        "Check stack files offline: YAML, every rule, and what reviewers reject.",
        "a2p check jane",
    ),
    "completion": ("Install TAB completion for bash, zsh or fish.", ""),
    "destroy": ("Delete the registrations of customers.", "a2p destroy jane"),
    "doctor": ("Check this machine, the credentials and the connection to Twilio.", "a2p doctor"),
    "drift": ("Compare what is live with what is declared.", "a2p drift jane bolt"),
    "explain": (
        "Describe a code, SID, stage, status or requirement id. Offline.",
        "a2p explain 30893",
    ),
    "fleet": ("Show and steer what `a2p serve` does.", ""),
    "ledger": (
        "Show what is used up for life, and what was shown, paid and sent. It survives `destroy`.",
        "",
    ),
    "new": (
        "Write the stack file of a customer, or of many: by questions, or from a file. Offline.",
        "a2p new jane --from answers.yaml --set profile.email=jane@example.org",
    ),
    "otp": ("Show or resend the verification text of a sole proprietor.", ""),
    "preview": ("Show what the next up would do.", "a2p preview jane bolt --report markdown"),
    "schema": ("Write the JSON Schema of stack files, for editors.", "a2p schema > stack.schema.json"),
    "serve": ("Go on by itself with what `up` began; take Twilio's events.", "a2p serve --level watch"),
    "sim": ("Run the simulator; simulate replies and reviews.", ""),
    "status": ("Show the stage of each customer, as of its last run.", "a2p status --watch"),
    "up": ("Apply the stack files of customers.", "a2p up jane bolt --yes"),
    "worker": ("Take looks from the queue of an `a2p serve`.", "a2p worker --database-url postgresql://…"),
}
_GROUPS = frozenset({"completion", "fleet", "ledger", "otp", "sim"})  # of verbs of their own
_EXITS = "Exit codes: 0 done, 1 error, 2 waiting, 3 a person must act, 4 blocked, 7 drift."

# Plain help: tables and Markdown would be half of the time to start.
app = cyclopts.App(
    name="a2p",
    help="US A2P 10DLC registration as code.",
    version=_read_version,
    help_format="plaintext",
    help_formatter=HelpColumns(),
    help_epilogue=_EXITS,
)
for _verb, (_does, _called) in _VERBS.items():
    if _verb in _GROUPS:
        app.command(f"a2p.cli.{_verb}:app", name=_verb, help=_does)
    else:
        _told = f"For example:\n  {_called}\n\n{_EXITS}"
        app.command(f"a2p.cli.{_verb}:{_verb}", name=_verb, help=_does, help_epilogue=_told)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code (a2p/cli/exit_codes.py)."""
    _open_standard_streams()
    try:
        ended = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()  # at exit nobody could say any more that it failed
    except cyclopts.CycloptsError as error:
        return _say(format_message(str(error), remedy="a2p --help", where="a2p"))
    except BrokenPipeError:
        # Whoever reads has read enough, as in `a2p … | head`; nothing more is to be written, at exit either.
        _discard_output()
        return Exit.DONE
    except KeyboardInterrupt:
        return _say("a2p: interrupted")
    except OSError as error:
        return _say(_describe_os_error(error))
    except _load_our_errors() as error:
        return _say(f"a2p: {error}")
    return Exit.DONE if ended is None else ended


def _open_standard_streams() -> None:
    """
    Have something at 0, 1 and 2 where a caller has closed them, as in `a2p up >&-`.

    Otherwise the next file that is opened gets that number, and the engine would write its output into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # until the end
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # as above


def _discard_output() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(problem: str) -> Exit:
    """Write what went wrong to standard error; what is still to be written may fail again at exit."""
    with suppress(OSError):
        print(problem, file=sys.stderr, flush=True)
    try:
        sys.stdout.flush()
    except OSError:
        _discard_output()
    return Exit.ERROR


def _describe_os_error(error: OSError) -> str:
    """Of this machine: a full disk, a folder that is gone, a file that must not be read."""
    what = error.strerror or type(error).__name__
    where = f" ({error.filename})" if error.filename else ""
    remedies = {
        errno.ENOSPC: "make room, or write the output elsewhere; then run the same command again",
        errno.ENOENT: "cd to a folder that exists; then run the same command again",
    }
    remedy = remedies.get(error.errno or 0, "see to it, then run the same command again")
    return format_message(f"{what}{where}", remedy=remedy, where="a2p")


def _load_our_errors() -> type[Exception]:
    """The class of our errors, imported only after one was raised: it would slow down every start."""
    from a2p.errors import A2PError  # as said

    return A2PError
