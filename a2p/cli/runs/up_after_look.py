"""
`a2p up <customer> --yes`: a look first, then a run that does what the look has shown.

Both are runs of their own, each a fork of the warm process. The engine's own preview before an update shares
the process of its provider with the update, which then would go by what was read before it.
"""

import sys
from collections.abc import Sequence
from typing import IO

from a2p.cli.runs.arguments import print_status_line
from a2p.cli.terminal.text import bold, measure_width
from a2p.engine.agreed import limit_to
from a2p.engine.commands import UNEXPECTED_CHANGES, EngineRun, run_pulumi
from a2p.engine.project import EngineProject
from a2p.engine.recorded.settled import find_work
from a2p.report.plan_table import format_table
from a2p.report.steps import list_steps


def run_up(project: EngineProject, stack: str, to: IO[str] | None, options: Sequence[str] = ()) -> EngineRun:
    """
    Show what there is to do, and do it. to: where the engine's output goes; None for standard output.

    options: of both, such as --refresh. Of a run that is not made, the log is that of the look.

    Where the look has failed, the engine previews in front of the user, and says why.

    Raises:
        EngineError, StateError: the run cannot be started, or the state cannot be read.
    """
    seen, has_work = find_work(project, stack, options)
    if not has_work:
        print_status_line(
            stack, "nothing to do: no change, and all that was looked at is as the last run has recorded it"
        )
        return EngineRun(0, log=seen.log)
    up = ("up", "--stack", stack, "--yes", *options)
    if seen.status not in {0, UNEXPECTED_CHANGES}:
        return run_pulumi(project, *up, to=to)
    if steps := list_steps(seen.log.verdicts):
        print(f"{bold(stack)}: this is done, in this order", file=to or sys.stdout)
        print(format_table(steps, measure_width()), file=to or sys.stdout, flush=True)
    with limit_to(project, seen.log.verdicts) as limited:
        return run_pulumi(limited, *up, "--skip-preview", to=to)
