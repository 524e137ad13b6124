"""
Why Twilio rejected a bundle, in words: it tells that to a status callback only (P2), once.

`a2p serve` takes the callback and keeps the reason beside the state, an object for each stack; `status` reads
it there.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from a2p.state.state import StoredState


@dataclass(frozen=True)
class Reason:
    """What Twilio said of one bundle. status: the bundle's, as Twilio spells it. reason: redacted."""

    bundle_sid: str
    status: str
    reason: str
    at: datetime


def save_reason(state: StoredState, stack: str, reason: Reason) -> None:
    """
    Keep a reason; of each bundle the last one. Callbacks come late and in any order: an older one is ignored.

    Raises:
        StateUnreachable: the state cannot be written.
    """
    known = load_reasons(state, [stack]).get(stack, {})
    before = known.get(reason.bundle_sid)
    if before and before.at > reason.at:
        return
    kept = known | {reason.bundle_sid: reason}
    content = {sid: vars(each) | {"at": each.at.isoformat()} for sid, each in kept.items()}
    state.store.write(state.layout.reasons(stack), json.dumps(content).encode())


def load_reasons(state: StoredState, stacks: Iterable[str]) -> dict[str, dict[str, Reason]]:
    """What is known of stacks, by stack and the bundle's SID; nothing of what cannot be read."""
    keys = {state.layout.reasons(stack): stack for stack in stacks}
    found = state.store.read_many(keys) if keys else {}
    return {keys[key]: _parse(content) for key, content in found.items()}


def _parse(content: bytes) -> dict[str, Reason]:
    try:
        return {
            sid: Reason(**{**each, "at": datetime.fromisoformat(each["at"])})
            for sid, each in json.loads(content).items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
