"""
What looks have found at Twilio that no run has recorded: a Campaign that was suspended, an ended review.

`a2p serve` keeps it beside the state, an object for each stack, where its level runs nothing or a preview is
blocked; the next run records it, and it is forgotten. It never counts as what a run has recorded.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from a2p.run_log import StackOutputs
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
    state.store.write(state.layout.observation(stack), json.dumps(content).encode())


def forget_observed(state: StoredState, stack: str) -> None:
    """Say that a run has recorded what there is. Raises StateUnreachable."""
    key = state.layout.observation(stack)
    if state.store.read(key) is not None:
        state.store.delete([key])


def load_observed(state: StoredState, recorded: Mapping[str, RecordedStatus]) -> dict[str, ObservedStatus]:
    """
    What was found of stacks since the last run of each ended well: one look at the store, and few objects.

    Raises:
        StateUnreachable: the state cannot be read.
    """
    first, last = state.layout.observation("*").split("*")
    if len(recorded) == 1:  # no need to list what is of others
        stacks = list(recorded)
    else:
        keys = (entry.key for entry in state.store.list_entries(first))
        stacks = [stack for key in keys if (stack := key.removeprefix(first).removesuffix(last)) in recorded]
    found = _load(state, stacks)
    return {stack: each for stack, each in found.items() if _is_news(each, recorded[stack])}


def _is_news(observed: ObservedStatus, recorded: RecordedStatus) -> bool:
    """Of a run that failed or was cut off nobody knows yet what it has changed: the next one says."""
    is_settled = recorded.outputs is not None and not (recorded.failed or recorded.interrupted)
    return is_settled and recorded.at is not None and observed.at > recorded.at


def _load(state: StoredState, stacks: list[str]) -> dict[str, ObservedStatus]:
    """Nothing of what cannot be read, such as of a version to come."""
    keys = {state.layout.observation(stack): stack for stack in stacks}
    contents = state.store.read_many(keys) if keys else {}
    parsed = {keys[key]: _parse(content) for key, content in contents.items()}
    return {stack: each for stack, each in parsed.items() if each}


def _parse(content: bytes) -> ObservedStatus | None:
    try:
        data = json.loads(content)
        outputs = StackOutputs.from_json(data["outputs"])
        at, since = (datetime.fromisoformat(data[name]) for name in ("at", "since"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return ObservedStatus(outputs, at, since) if outputs else None
