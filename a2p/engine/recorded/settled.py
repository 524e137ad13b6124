"""
Whether a run would find anything to do: one look, by a preview nobody watches.

An `up` without work writes a checkpoint and two entries of the history all the same. On a schedule, over many
customers, that is nearly all that a state would ever hold.
"""

from collections.abc import Sequence
from dataclasses import replace

from a2p import run_log
from a2p.engine.commands import EngineRun, capture_pulumi
from a2p.engine.project import EngineProject
from a2p.engine.recorded.status import read_recorded_status
from a2p.state.standing_tables import RecordedStatus


def find_work(project: EngineProject, stack: str, options: Sequence[str] = ()) -> tuple[EngineRun, bool]:
    """
    The preview that shows what a run has to do, and whether there is anything: at Twilio, or to be recorded.

    options: of that preview, such as --refresh.

    A review that has ended is no change of a resource. So what the preview reads of the registration is
    compared with what the last run has recorded; after a run that failed or was killed the next one is made.

    Raises:
        StateUnreachable, CheckpointUnreadable: the state cannot be read.
    """
    # The user's own file would mix the verdicts of the look with those of the run.
    unlogged = replace(project, env={key: text for key, text in project.env.items() if key != run_log.ENV})
    seen = capture_pulumi(unlogged, "preview", "--expect-no-changes", "--stack", stack, *options)
    is_settled = seen.status == 0 and find_settled(project, stack, seen) is not None
    return seen, not is_settled


def find_settled(project: EngineProject, stack: str, seen: EngineRun) -> RecordedStatus | None:
    """
    What the last run recorded, where a preview in which nothing changes has read the same; else None.

    Raises:
        StateUnreachable, CheckpointUnreadable: the state cannot be read.
    """
    recorded = read_recorded_status(project, stack)
    is_settled = _ended_well(recorded) and recorded is not None and seen.log.outputs == recorded.outputs
    return recorded if is_settled else None


def _ended_well(recorded: RecordedStatus | None) -> bool:
    return recorded is not None and bool(recorded.outputs) and not (recorded.failed or recorded.interrupted)
