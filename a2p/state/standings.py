"""
Where all stacks stand, without reading their checkpoints.

Each run writes its stack's standing beside the state: a row in PostgreSQL, else an entry in one of a few
small objects. With it goes the tag that the checkpoint had then. So one listing tells which standings still
hold; only the others are made anew from their checkpoints, and written back. Lost, damaged or overtaken
standings cost time and never the truth.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

from a2p.run_log import StackOutputs
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
    locked = state.list_locked_stacks()
    entries = state.list_checkpoints() if stacks is None else state.find_checkpoints(list(stacks))
    known = table_of(state).load(None if stacks is None else entries)
    stale = {stack: entry for stack, entry in entries.items() if not _holds(state, known.get(stack), entry)}
    if say and len(stale) >= _MANY:
        say(f"reading {len(stale)} checkpoints, whose standings are missing or older")
    renewed = _renew(state, stale, known)
    _save_if_allowed(state, renewed, locked)
    found = known | {each.standing.stack: each for each in renewed}
    return {stack: found[stack].standing for stack in entries if stack in found}


def read_standing(state: StoredState, stack: str) -> RecordedStatus | None:
    """
    Where one stack stands, made anew from its checkpoint and written down; None if it was never begun.

    Raises:
        StateUnreachable: the state cannot be read.
        CheckpointUnreadable: its checkpoint cannot.
    """
    entry = state.find_checkpoint(stack)
    renewed = _renew(state, {stack: entry}, table_of(state).load([stack])) if entry else []
    if not renewed:
        return None
    if renewed[0].standing.problem:
        state.read_checkpoint(stack)  # raises, with the way out
    _save_if_allowed(state, renewed, frozenset())
    return renewed[0].standing


def _holds(state: StoredState, known: TaggedStatus | None, entry: Entry) -> bool:
    return known is not None and known.tag == _tag(state, known.standing.stack, entry)


def _tag(state: StoredState, stack: str, entry: Entry) -> str:
    """What changes with each run: the checkpoint is written by all of them, also by those that fail."""
    return " ".join((entry.key, entry.tag, state.store.tag_folder(state.layout.history(stack))))


def _renew(
    state: StoredState, entries: Mapping[str, Entry], known: Mapping[str, TaggedStatus]
) -> list[TaggedStatus]:
    """Standings from checkpoints; of one that cannot be read, a standing that says so."""
    contents = state.store.read_many(entry.key for entry in entries.values())
    # One listing of everything costs less than many small ones, and more than a few.
    histories = state.list_all_histories() if len(entries) >= _MANY else None

    def make(stack: str) -> TaggedStatus | None:
        entry = entries[stack]
        content = contents.get(entry.key)
        if content is None:  # removed since it was listed
            return None
        tag = _tag(state, stack, entry)
        try:
            checkpoint = state.parse_checkpoint(stack, entry.key, content)
        except CheckpointUnreadable as error:
            problem = f"{error.where}: {error.summary}"
            return TaggedStatus("", RecordedStatus(stack, None, problem=problem, remedy=error.remedy))
        before = known[stack].standing if stack in known else None
        history = state.list_history(stack) if histories is None else histories.get(stack, [])
        return TaggedStatus(tag, _of_checkpoint(state, checkpoint, before, history))

    with ThreadPoolExecutor(_READERS) as pool:
        return [each for each in pool.map(make, entries) if each]


def _of_checkpoint(
    state: StoredState, checkpoint: Checkpoint, before: RecordedStatus | None, history: Sequence[Entry]
) -> RecordedStatus:
    return RecordedStatus(
        stack=checkpoint.stack,
        outputs=StackOutputs.from_json(checkpoint.outputs),
        at=checkpoint.written_at,
        since=_find_first_seen(state, checkpoint, before, history),
        interrupted=bool(checkpoint.pending),
        failed=state.has_failed_last_run(history),
        begun=bool(checkpoint.resources),
    )


def _find_first_seen(
    state: StoredState, checkpoint: Checkpoint, before: RecordedStatus | None, history: Sequence[Entry]
) -> datetime | None:
    """When a run first found the stage of a checkpoint: by the history, and what was known before."""
    stage, since = checkpoint.outputs.get("stage"), checkpoint.written_at
    if stage is None:
        return None
    known = before if before and before.at and before.since and before.stage == stage else None
    for earlier in state.read_history(checkpoint.stack, history):
        if earlier.outputs.get("stage", stage) != stage:
            return since
        if known and known.at and earlier.written_at and earlier.written_at <= known.at:
            break
        since = earlier.written_at if earlier.outputs else since
    return known.since if known else since


def _save_if_allowed(state: StoredState, standings: Iterable[TaggedStatus], locked: AbstractSet[str]) -> None:
    """
    Write them down; whoever may only read reads the checkpoints again next time.

    Of a stack that a run is at work on, or was when it was looked at, nothing is kept: the engine writes the
    checkpoint a moment before it writes how the run ended.
    """
    with suppress(StateError):
        to_keep = [each for each in standings if each.tag]
        if to_keep:
            busy = locked | state.list_locked_stacks()
            table_of(state).save(each for each in to_keep if each.standing.stack not in busy)
