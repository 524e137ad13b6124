"""Where stacks stand, as their last runs recorded it: read beside the state, in it, or from the engine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from a2p.engine.project import EngineProject
from a2p.run_log import StackOutputs
from a2p.state.checkpoints import Checkpoint
from a2p.state.errors import CheckpointUnreadable
from a2p.state.observed_statuses import ObservedStatus, load_observed
from a2p.state.standing_tables import RecordedStatus
from a2p.state.standings import read_standing, read_standings
from a2p.state.state import StoredState


def read_recorded_status(project: EngineProject, stack: str) -> RecordedStatus | None:
    """
    What is known of a stack; None if it was never begun.

    Raises:
        StateUnreachable: the state cannot be read.
        CheckpointUnreadable: the stack's checkpoint cannot.
    """
    if isinstance(project.state, StoredState):
        return read_standing(project.state, stack)
    checkpoint = project.state.read_checkpoint(stack)
    return _status_of(checkpoint) if checkpoint else None


def read_recorded_statuses(
    project: EngineProject, stacks: Iterable[str] | None = None, say: Callable[[str], None] | None = None
) -> dict[str, RecordedStatus]:
    """
    What is known of stacks, of all if none are named; who was never begun is left out.

    A stack whose checkpoint cannot be read has a problem, and is no reason to say nothing of the others.

    Raises:
        StateUnreachable: the state cannot be read.
    """
    if isinstance(project.state, StoredState):
        return read_standings(project.state, stacks, say)
    names = project.state.list_stacks() if stacks is None else stacks
    return {stack: status for stack in names if (status := _ask(project, stack))}


def read_observed_statuses(
    project: EngineProject, recorded: Mapping[str, RecordedStatus]
) -> dict[str, ObservedStatus]:
    """
    What looks of the fleet have found since the last run of stacks, of those that have news.

    Raises:
        StateUnreachable: the state cannot be read.
    """
    return load_observed(project.state, recorded) if isinstance(project.state, StoredState) else {}


def read_latest_statuses(project: EngineProject) -> dict[str, RecordedStatus]:
    """
    Where all stacks stand, as the last run or a later look has found it.

    Raises:
        StateUnreachable: the state cannot be read.
    """
    recorded = read_recorded_statuses(project)
    observed = read_observed_statuses(project, recorded)
    return recorded | {
        stack: replace(recorded[stack], outputs=each.outputs, at=each.at, since=each.since)
        for stack, each in observed.items()
    }


def _ask(project: EngineProject, stack: str) -> RecordedStatus | None:
    try:
        return read_recorded_status(project, stack)
    except CheckpointUnreadable as error:
        return RecordedStatus(stack, None, problem=str(error))


def _status_of(checkpoint: Checkpoint) -> RecordedStatus:
    """Without what only a history says."""
    return RecordedStatus(
        checkpoint.stack,
        StackOutputs.from_json(checkpoint.outputs),
        at=checkpoint.written_at,
        interrupted=bool(checkpoint.pending),
        begun=bool(checkpoint.resources),
    )
