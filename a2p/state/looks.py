"""
What the last comparison with Twilio has found of a stack, kept beside the state until it is mended.

A stack of which nothing is found has no object here, so one listing tells of all of them.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from a2p.run_log import Outcome, VerdictRecord
from a2p.state.errors import StateError
from a2p.state.stack_objects import StackObjects
from a2p.state.state import State, StoredState

_VERSION: Final = 1  # of what is written; another one counts as missing


@dataclass(frozen=True)
class Look:
    """
    One comparison that has found something. No record has a declared value.

    at: when, in UTC. differences: what is not as it is declared. stopped: what a run was refused for, so that
    it has changed nothing.
    """

    at: datetime
    differences: tuple[VerdictRecord, ...] = ()
    stopped: tuple[VerdictRecord, ...] = ()

    @property
    def has_any(self) -> bool:
        """Whether there is something to keep."""
        return bool(self.differences or self.stopped)

    @property
    def values(self) -> tuple[VerdictRecord, ...]:
        """Differences that a run with a refresh mends."""
        return tuple(each for each in self.differences if not each.is_finding)

    @property
    def foreign(self) -> tuple[VerdictRecord, ...]:
        """Objects that nobody has declared."""
        return tuple(each for each in self.differences if each.verdict is Outcome.FOREIGN)


def save_looks(state: State, looks: Mapping[str, Look | None]) -> None:
    """Keep what was found, and forget it of stacks with None; whoever may only read keeps nothing."""
    if not isinstance(state, StoredState) or not looks:
        return
    objects = StackObjects(state.store, state.layout.look)
    with suppress(StateError):
        objects.delete([stack for stack, look in looks.items() if look is None])
        for stack, look in looks.items():
            if look is not None:
                objects.write(stack, _pack(look))


def load_looks(state: State, stacks: Iterable[str] | None = None) -> dict[str, Look]:
    """
    What stands of stacks, of all if none are named; nothing of what cannot be read.

    Raises:
        StateUnreachable: the state cannot be read.
    """
    if not isinstance(state, StoredState):
        return {}
    contents = StackObjects(state.store, state.layout.look).read(stacks)
    return {stack: look for stack, content in contents.items() if (look := _parse(content))}


def _pack(look: Look) -> bytes:
    record = {
        "version": _VERSION,
        "at": look.at.isoformat(),
        "differences": [each.to_json() for each in look.differences],
        "stopped": [each.to_json() for each in look.stopped],
    }
    return json.dumps(record, ensure_ascii=False).encode()


def _parse(content: bytes) -> Look | None:
    try:
        record = json.loads(content)
        if record["version"] != _VERSION:
            return None
        lists = (record["differences"], record.get("stopped", []))
        differences, stopped = (tuple(map(VerdictRecord.from_json, each)) for each in lists)
        return Look(datetime.fromisoformat(record["at"]), differences, stopped)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
