"""Where a stack stands, as its last run recorded it: in its files, or by asking the engine."""

import json
from dataclasses import dataclass
from datetime import datetime

from a2p.engine.commands import capture_pulumi
from a2p.engine.project import EngineProject
from a2p.engine.state import Checkpoint, FileState
from a2p.run_log import StackOutputs


@dataclass(frozen=True)
class RecordedStatus:
    """
    A stack's outputs, and of when they are.

    outputs: None before a run has left any.

    since: when a run first found this stage, as far back as the engine's history goes; known only of a state
    in files. interrupted: the last run was killed, so there may be more than is recorded. failed: its
    outputs are of a run before it. begun: there are resources, also where no run has left outputs yet.
    """

    outputs: StackOutputs | None
    at: datetime | None = None
    since: datetime | None = None
    interrupted: bool = False
    failed: bool = False
    begun: bool = False

    @property
    def stage(self) -> str:
        return self.outputs.stage if self.outputs else ""


def read_recorded_status(
    project: EngineProject, stack: str, *, with_since: bool = False
) -> RecordedStatus | None:
    """What is known of a stack; None if it was never begun, or the engine cannot say."""
    if project.state is None:
        answer = capture_pulumi(project, "stack", "output", "--json", "--stack", stack)
        return (
            RecordedStatus(StackOutputs.from_json(json.loads(answer.output))) if answer.status == 0 else None
        )
    checkpoint = project.state.read_checkpoint(stack)
    if checkpoint is None:
        return None
    return RecordedStatus(
        outputs=StackOutputs.from_json(checkpoint.outputs),
        at=checkpoint.written_at,
        since=_find_stage_start(project.state, checkpoint) if with_since else None,
        interrupted=bool(checkpoint.pending),
        failed=project.state.has_failed_last_run(stack),
        begun=bool(checkpoint.resources),
    )


def _find_stage_start(state: FileState, checkpoint: Checkpoint) -> datetime | None:
    stage, since = checkpoint.outputs.get("stage"), checkpoint.written_at
    if stage is None:
        return None
    for earlier in state.read_history(checkpoint.stack):
        if earlier.outputs.get("stage", stage) != stage:
            break
        since = earlier.written_at if earlier.outputs else since
    return since
