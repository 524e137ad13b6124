"""What a comparison by the engine went by, kept beside the state."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from a2p.state.errors import StateError
from a2p.state.state import StoredState

_VERSION: Final = 3  # of what is written; another one counts as missing


@dataclass(frozen=True)
class Trace:
    """
    One comparison that has found nothing.

    basis: the digest of what it went by besides Twilio. account: whose answers they are. reads: the digest of
    each answer, by its path. brand, services: the customer's own, to know Campaigns of others by.
    is_refreshed: whether it has read all of Twilio anew, as drift does and a plain preview does not.
    """

    basis: str
    is_refreshed: bool
    account: str
    brand: str
    services: Sequence[str]
    reads: Mapping[str, str] = field(default_factory=dict)


def load_traces(state: StoredState, stacks: Iterable[str]) -> dict[str, Trace]:
    """Those of some stacks. One that cannot be read is missing: its stack is compared by the engine."""
    asked = set(stacks)
    contents = state.store.read_many({state.layout.trace_shard(stack) for stack in asked}).values()
    found = {stack: trace for content in contents for stack, trace in _unpack(content).items()}
    return {stack: trace for stack, trace in found.items() if stack in asked}


def save_traces(state: StoredState, traces: Mapping[str, Trace | None]) -> None:
    """Keep them, and forget those that are None; whoever may only read keeps none."""
    shards: dict[str, dict[str, Trace | None]] = defaultdict(dict)
    for stack, trace in traces.items():
        shards[state.layout.trace_shard(stack)][stack] = trace
    with suppress(StateError):
        before = state.store.read_many(shards)
        for key, renewed in shards.items():
            kept = {**_unpack(before.get(key, b"")), **renewed}
            state.store.write(key, _pack({stack: each for stack, each in kept.items() if each}))


def read_log(file: Path) -> dict[str, str]:
    """The digests that a run has left, by path; "" for an answer that was not the same each time."""
    found: dict[str, str] = {}
    if file.exists():
        for path, digest in _parse_lines(file.read_bytes().splitlines(keepends=True)):
            found[path] = digest if found.get(path, digest) == digest else ""
    return found


def _parse_lines(lines: Iterable[bytes]) -> list[tuple[str, str]]:
    return [tuple(json.loads(line)) for line in lines if line.endswith(b"\n")]


def _pack(traces: Mapping[str, Trace | None]) -> bytes:
    data: dict[str, Any] = {stack: vars(trace) for stack, trace in traces.items()}
    return gzip.compress(json.dumps({"version": _VERSION, "traces": data}).encode(), mtime=0)


def _unpack(content: bytes) -> dict[str, Trace]:
    try:
        record = json.loads(gzip.decompress(content))
        if record["version"] != _VERSION:
            return {}
        return {stack: Trace(**data) for stack, data in record["traces"].items()}
    except (ValueError, OSError, EOFError, KeyError, TypeError, AttributeError):
        return {}
