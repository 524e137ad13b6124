"""
What looks have found at Twilio that no run has recorded: a Campaign that was suspended, an ended review.

`a2p serve` keeps it beside the state, an object for each stack, where its level runs nothing or a preview is
blocked; the next run records it, and it is forgotten. It never counts as what a run has recorded.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from a2p.run_log import StackOutputs
from a2p.state.stack_objects import StackObjects
from a2p.state.standing_tables import RecordedStatus
from a2p.state.state import StoredState


@dataclass(frozen=True)
class ObservedStatus:
    """What the last look has read. at: when it looked. since: when a look first found this stage."""

    outputs: StackOutputs
    at: datetime
    since: datetime


def save_observed(state: StoredState, stack: str, outputs: StackOutputs, at: datetime) -> None:
    """
    Keep what a look has read, in place of what one before has.

    Raises:
        StateUnreachable: the state cannot be written.
    """
    before = _load(state, [stack]).get(stack)
    is_same = before is not None and before.outputs.stage == outputs.stage
    since = before.since if before and is_same else at
    content = {"outputs": outputs.to_json(), "at": at.isoformat(), "since": since.isoformat()}
    _objects(state).write(stack, json.dumps(content).encode())


def forget_observed(state: StoredState, stack: str) -> None:
    """Say that a run has recorded what there is. Raises StateUnreachable."""
    _objects(state).delete([stack])


def load_observed(state: StoredState, recorded: Mapping[str, RecordedStatus]) -> dict[str, ObservedStatus]:
    """
    What was found of stacks since the last run of each ended well: one look at the store, and few objects.

    Raises:
        StateUnreachable: the state cannot be read.
    """
    found = _load(state, recorded)
    return {stack: each for stack, each in found.items() if _is_news(each, recorded[stack])}


def _is_news(observed: ObservedStatus, recorded: RecordedStatus) -> bool:
    """Of a run that failed or was cut off nobody knows yet what it has changed: the next one says."""
    is_settled = recorded.outputs is not None and not (recorded.failed or recorded.interrupted)
    return is_settled and recorded.at is not None and observed.at > recorded.at


def _objects(state: StoredState) -> StackObjects:
    return StackObjects(state.store, state.layout.observation)


def _load(state: StoredState, stacks: Iterable[str]) -> dict[str, ObservedStatus]:
    """Nothing of what cannot be read, such as of a version to come."""
    contents = _objects(state).read(stacks)
    return {stack: each for stack, content in contents.items() if (each := _parse(content))}


def _parse(content: bytes) -> ObservedStatus | None:
    try:
        data = json.loads(content)
        outputs = StackOutputs.from_json(data["outputs"])
        at, since = (datetime.fromisoformat(data[name]) for name in ("at", "since"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return ObservedStatus(outputs, at, since) if outputs else None
