"""
What a killed engine leaves, put away before the next run: its plugin, its lock, its half-done creations.

In this order: whatever still works for the dead run ends first, then Twilio gets the time to show what that
run has made, and only then the lock that keeps others out goes. Half-done creations can be forgotten because
every provider of ours looks for what exists before it creates (design 6); the engine, which cannot know that,
would warn of them in each run from now on.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from a2p.engine import locks, processes
from a2p.engine.commands import capture_pulumi
from a2p.engine.project import EngineProject
from a2p.state.checkpoints import OUR_TYPES, Checkpoint, Pending
from a2p.state.locks import Lock

Announce = Callable[[str], None]
# Waits until Twilio shows what a dead run has made; told the state, and when that run last gave a sign.
WaitForTwilio = Callable[[Checkpoint, datetime], None]


def recover(project: EngineProject, stack: str, say: Announce, settle: WaitForTwilio) -> list[str]:
    """
    Clean up after a killed run of this stack; returns one line for each thing done.

    `settle` waits while the lock still stands: whoever breaks that off leaves the wreck, and the next run
    waits too.

    Raises:
        Busy: a run of this stack is at work, also one whose lock `pulumi cancel` has deleted.
        NotOurs: of the owner of a lock nothing can be said from here.
        StateUnreachable, CheckpointUnreadable: the state cannot be read.
    """
    state = project.state
    done: list[str] = []

    def record(what: str) -> None:
        done.append(what)
        say(what)

    stale = locks.find_stale(stack, state.list_locks(stack))
    if pid := processes.find_unlocked_run(stack, project.folder):
        raise locks.make_unlocked(stack, pid)
    if left := processes.find_orphans(project.folder):
        processes.end_processes(left, record)
    halves = remove_partial_writes(project, stack, record)
    checkpoint = state.read_checkpoint(stack)
    if checkpoint and (stale or left or halves or checkpoint.pending):
        settle(checkpoint, _find_last_sign(checkpoint, stale))
    for lock in stale:
        record(f"removing the lock of {lock.at:%Y-%m-%d %H:%M} UTC: its run, pid {lock.pid}, is dead")
        state.remove_lock(lock)
    if checkpoint and can_forget(checkpoint):
        record(_describe_creations(checkpoint))
        _forget(project, checkpoint, say)
    return done


def remove_partial_writes(project: EngineProject, stack: str, say: Announce) -> bool:
    """Remove half-written files of a dead engine, which block reading the state; whether there were any."""
    halves = project.state.list_partial_writes(stack)
    for half in halves:
        name = half.rpartition("/")[2]
        say(f"removing {name}, which an interrupted run had half written; nothing is lost with it")
    project.state.delete_objects(halves)
    return bool(halves)


def _find_last_sign(checkpoint: Checkpoint, stale: Sequence[Lock]) -> datetime:
    """When the dead run last wrote: the time of its lock or of its state, whichever is later."""
    signs = [lock.at for lock in stale] + ([checkpoint.written_at] if checkpoint.written_at else [])
    return max(signs, default=datetime.now(UTC))


def can_forget(checkpoint: Checkpoint) -> bool:
    """
    Whether there are half-done creations, and all of them are ours.

    Others the engine drops by itself, and of other people's resources nobody knows what became.
    """
    creations = _list_creations(checkpoint)
    return bool(creations and checkpoint.urn) and all(
        creation.type.startswith(OUR_TYPES) for creation in creations
    )


def _list_creations(checkpoint: Checkpoint) -> list[Pending]:
    return [operation for operation in checkpoint.pending if operation.kind == "creating"]


def _describe_creations(checkpoint: Checkpoint) -> str:
    names = ", ".join(creation.urn.rpartition("::")[2] for creation in _list_creations(checkpoint))
    return f"an interrupted run was at {names}: what it has created there is looked for, and taken over"


def _forget(project: EngineProject, checkpoint: Checkpoint, say: Announce) -> None:
    """Clear pending creations with the engine's own command, targeted at the stack: no provider is called."""
    forgotten = capture_pulumi(
        project,
        *("refresh", "--yes", "--skip-preview", "--clear-pending-creates"),
        *("--target", checkpoint.urn, "--stack", checkpoint.stack),
    )
    if forgotten.status:
        say(f"the engine does not forget them, and will warn of them: {forgotten.output.strip()[-300:]}")
