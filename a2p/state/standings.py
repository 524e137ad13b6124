"""
Where all stacks stand, without reading their checkpoints.

Each run writes its stack's standing beside the state: a row in PostgreSQL, else an entry in one of a few
small objects. With it goes the tag that the checkpoint had then. So one listing tells which standings still
hold; only the others are made anew from their checkpoints, and written back. Lost, damaged or overtaken
standings cost time and never the truth.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from a2p.state.checkpoints import Checkpoint
from a2p.state.errors import CheckpointUnreadable, StateError
from a2p.state.standing_tables import RecordedStatus, TaggedStatus, table_of
from a2p.state.state import StoredState
from a2p.state.store import Entry

_READERS = 8
_MANY = 20  # standings to make anew, from which on somebody is told that it takes a while


def read_standings(
    state: StoredState, stacks: Iterable[str] | None = None, say: Callable[[str], None] | None = None
) -> dict[str, RecordedStatus]:
    """
    Where stacks stand, all of them if none are named; a stack that was never begun is left out.

    say: told once when so many standings are made anew that it takes a while.

    Raises:
        StateUnreachable: the state cannot be read.
    """
    entries = state.list_checkpoints()
    if stacks is not None:
        entries = {stack: entries[stack] for stack in stacks if stack in entries}
        known = table_of(state).load(entries)
    else:
        known = table_of(state).load()
    stale = {stack: entry for stack, entry in entries.items() if not _holds(known.get(stack), entry)}
    if say and len(stale) >= _MANY:
        say(f"reading {len(stale)} checkpoints, whose standings are missing or older")
    renewed = {each.standing.stack: each for each in _renew(state, stale, known)}
    _save_if_allowed(state, renewed.values())
    return {stack: (renewed.get(stack) or known[stack]).standing for stack in entries}


def read_standing(state: StoredState, stack: str) -> RecordedStatus | None:
    """
    Where one stack stands, made anew from its checkpoint and written down; None if it was never begun.

    Raises:
        StateUnreachable: the state cannot be read.
        CheckpointUnreadable: its checkpoint cannot.
    """
    entry = state.find_checkpoint(stack)
    if entry is None:
        return None
    (renewed,) = _renew(state, {stack: entry}, table_of(state).load([stack]))
    if renewed.standing.problem:
        state.read_checkpoint(stack)  # raises, with the way out
    _save_if_allowed(state, [renewed])
    return renewed.standing


def _holds(known: TaggedStatus | None, entry: Entry) -> bool:
    return known is not None and known.tag == f"{entry.key} {entry.tag}"


def _renew(
    state: StoredState, entries: Mapping[str, Entry], known: Mapping[str, TaggedStatus]
) -> Iterator[TaggedStatus]:
    """Standings from checkpoints; of one that cannot be read, a standing that says so."""
    contents = state.store.read_many(entry.key for entry in entries.values())

    def make(stack: str) -> TaggedStatus | None:
        entry = entries[stack]
        content = contents.get(entry.key)
        if content is None:  # removed since it was listed
            return None
        tag = f"{entry.key} {entry.tag}"
        try:
            checkpoint = state.parse_checkpoint(stack, entry.key, content)
        except CheckpointUnreadable as error:
            return TaggedStatus("", RecordedStatus(stack, {}, problem=str(error)))
        before = known[stack].standing if stack in known else None
        return TaggedStatus(tag, _of_checkpoint(state, checkpoint, before))

    with ThreadPoolExecutor(_READERS) as pool:
        made = list(pool.map(make, entries))
    return (each for each in made if each)


def _of_checkpoint(state: StoredState, checkpoint: Checkpoint, before: RecordedStatus | None) -> RecordedStatus:
    standing = RecordedStatus(
        stack=checkpoint.stack,
        outputs=checkpoint.outputs,
        at=checkpoint.written_at,
        interrupted=bool(checkpoint.pending),
        failed=state.has_failed_last_run(checkpoint.stack),
        begun=bool(checkpoint.resources),
    )
    if before and before.stage == standing.stage and before.since:
        return replace(standing, since=before.since)
    return replace(standing, since=_first_seen(state, checkpoint))


def _first_seen(state: StoredState, checkpoint: Checkpoint) -> datetime | None:
    """When a run first found the stage that a checkpoint has."""
    stage, since = checkpoint.outputs.get("stage"), checkpoint.written_at
    if stage is None:
        return None
    for earlier in state.read_history(checkpoint.stack):
        if earlier.outputs.get("stage", stage) != stage:
            break
        since = earlier.written_at if earlier.outputs else since
    return since


def _save_if_allowed(state: StoredState, standings: Iterable[TaggedStatus]) -> None:
    """Write them down; whoever may only read reads the checkpoints again next time."""
    to_keep = [each for each in standings if each.tag]
    if not to_keep:
        return
    try:
        table_of(state).save(to_keep)
    except StateError:
        return
