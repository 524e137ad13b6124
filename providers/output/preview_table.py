"""
The steps of a whole preview as one table, in the order in which they will be carried out.

The engine has no place for it: the plugin decides one resource after the other, and only the program knows
when all are decided. So the program begins a file, the plugin notes its verdicts in it, and the program shows
them at the end. `a2p` shows a table of its own, from the file that A2P_VERDICTS names; then there is no such
file here.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

import pulumi
from a2p.report.plan_table import format_table
from a2p.report.steps import list_steps
from a2p.run_log import ENV, RunLog

_FOLDER: Final = Path(".a2p") / "previews"  # in the project's folder, where program and plugin both run
_WIDTH: Final = 100  # columns: neither of the two has a terminal


def begin_table() -> None:
    """Have the plugin note its verdicts, in a preview; where no file can be made, there is no table."""
    if not pulumi.runtime.is_dry_run() or os.environ.get(ENV):
        return
    with suppress(OSError):
        _FOLDER.mkdir(parents=True, exist_ok=True)
        _find_file(pulumi.get_stack()).write_bytes(b"")


def note_verdict(stack: str, line: str) -> None:
    """Append a verdict, as a line of JSON, if the program of this stack has begun a table."""
    file = _find_file(stack)
    if stack and file.exists():
        with suppress(OSError), file.open("a", encoding="utf-8") as lines:
            lines.write(f"{line}\n")


def show_table(last: pulumi.Resource) -> None:
    """Show the table once a resource is decided that depends on all others."""
    if pulumi.runtime.is_dry_run():
        last.urn.apply(lambda _: _show(pulumi.get_stack()))


def _show(stack: str) -> None:
    file = _find_file(stack)
    try:
        log = RunLog.from_lines(file.read_bytes().splitlines(keepends=True))
        file.unlink()
    except OSError:
        return
    if table := format_table(list_steps(log.verdicts), _WIDTH):
        pulumi.log.info(f"What `pulumi up` would do, in this order:\n{table}")


def _find_file(stack: str) -> Path:
    return _FOLDER / f"{stack}.jsonl"
