"""
The command line: which verbs there are. No verb's code is imported before it is used.

With cyclopts, for it loads verbs by name and starts in half of Typer's time (docs/decisions/0008-cli.md).
"""

import os
import sys

import cyclopts

from a2p.cli.exits import Exit


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  # it reads the disk, which only --version needs

    return version("a2p")


# Plain help: its tables and Markdown would be half of the time to start.
app = cyclopts.App(
    name="a2p",
    help="US A2P 10DLC registration as code.",
    version=_version,
    help_format="plaintext",
    help_formatter="plain",
)
app.command(
    "a2p.cli.explain:explain",
    name="explain",
    help="Say what a code, SID, stage, status or requirement id means, and what to do. Offline.",
)
app.command(
    "a2p.cli.up:up", name="up", help="Bring customers to what they declare; mends what a killed run left."
)
app.command("a2p.cli.preview:preview", name="preview", help="Say what the next up would do.")
app.command(
    "a2p.cli.changed:changed", name="changed", help="Name the customers that have changed since a commit."
)
app.command("a2p.cli.destroy:destroy", name="destroy", help="Take the registrations of customers down.")
app.command("a2p.cli.doctor:doctor", name="doctor", help="Check this machine, and the way to Twilio.")
app.command("a2p.cli.drift:drift", name="drift", help="Compare what is live with what is declared.")
app.command("a2p.cli.adopt:adopt", name="adopt", help="Write stack files for what is at Twilio already.")
app.command("a2p.cli.otp:app", name="otp", help="Tell of a sole proprietor's text message, or send another.")
app.command("a2p.cli.sim:sim", name="sim", help="Run the simulator, and play the world around it.")
app.command("a2p.cli.status:status", name="status", help="Say where customers stand, as of their last run.")

app.command(
    "a2p.cli.check:check",
    name="check",
    help="Check stack files: YAML, every rule, and what reviewers will object to. Offline.",
)
app.command(
    "a2p.cli.new:new",
    name="new",
    help="Write the stack file of a customer, or of many: by questions, or from a file. Offline.",
)
app.command(
    "a2p.cli.completion:app",
    name="completion",
    help="Have TAB complete verbs, options, customers and codes, in bash, zsh or fish.",
)
app.command(
    "a2p.cli.schema:schema",
    name="schema",
    help="Write the JSON Schema of stack files, for editors.",
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code (a2p/cli/exits.py)."""
    try:
        ended = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except cyclopts.CycloptsError as error:
        print(f"a2p: {error}\n  do: a2p --help", file=sys.stderr)
        return Exit.ERROR
    except BrokenPipeError:
        # Whoever reads has read enough, as in `a2p … | head`; nothing more is to be written, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except _our_errors() as error:
        print(f"a2p: {error}", file=sys.stderr)
        return Exit.ERROR
    return Exit.DONE if ended is None else ended


def _our_errors() -> type[Exception]:
    """Looked up only when something goes wrong: what loads them would be felt in each call."""
    from a2p.errors import A2PError  # noqa: PLC0415  # as said

    return A2PError
