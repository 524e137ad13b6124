"""
What Twilio tells once, and no call shows: why a bundle was rejected (P2), and whether a number is registered.

`a2p serve` takes callback or event and keeps it beside the state, an object for each stack; `status` and
the runs of that stack read it there.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from a2p.state.errors import StateError
from a2p.state.opening import find_backend, open_store
from a2p.state.stack_objects import StackObjects
from a2p.state.state import StoredState

_NAME: Final = re.compile(r"^name:\s*[\"']?([A-Za-z0-9._-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Reason:
    """
    What Twilio said of one bundle, or of one number (PN…). reason: redacted.

    status: the bundle's, as Twilio spells it; of a number pending, successful or failed.
    """

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
    _objects(state).write(stack, json.dumps(content).encode())


def load_reasons(state: StoredState, stacks: Iterable[str]) -> dict[str, dict[str, Reason]]:
    """What is known of stacks, by stack and the bundle's SID; nothing of what cannot be read."""
    return {stack: _parse(content) for stack, content in _objects(state).read(stacks).items()}


def list_told_at(state: StoredState) -> dict[str, datetime]:
    """When something was last kept of each stack: one look at the store, however many stacks there are."""
    return {stack: entry.written_at for stack, entry in _objects(state).list_entries().items()}


def _objects(state: StoredState) -> StackObjects:
    return StackObjects(state.store, state.layout.reasons)


def find_reason(
    stack: str, bundle_sid: str, env: Mapping[str, str] | None = None, *, folder: Path | None = None
) -> Reason | None:
    """
    The last reason of one bundle, read in a run of its stack; None where none is known or can be read.

    folder: the project's; the current one if left out, as the engine starts its plugins there.
    """
    env = os.environ if env is None else env
    folder = folder or Path.cwd()
    with suppress(StateError, OSError):
        text = (folder / "Pulumi.yaml").read_text(encoding="utf-8")
        name = _NAME.search(text)
        store = open_store(find_backend(env, text), cwd=folder, env=env)
        if store and name:
            return load_reasons(StoredState(store, name.group(1)), [stack]).get(stack, {}).get(bundle_sid)
    return None


def _parse(content: bytes) -> dict[str, Reason]:
    try:
        return {
            sid: Reason(**{**each, "at": datetime.fromisoformat(each["at"])})
            for sid, each in json.loads(content).items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}
