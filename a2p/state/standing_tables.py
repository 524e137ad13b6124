"""Where standings are kept: in rows of PostgreSQL, else in a few small objects beside the state."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from a2p.run_log import StackOutputs
from a2p.state.backends.postgresql import PostgresStore
from a2p.state.state import StoredState

_VERSION = 1  # of what is written; another version counts as missing
_SCHEMA = (
    "create table if not exists a2p_standing (project text, stack text, version int not null, "
    "tag text not null, standing jsonb not null, written_at timestamptz not null default now(), "
    "primary key (project, stack))"
)


@dataclass(frozen=True)
class RecordedStatus:
    """
    Where one stack stood after its last run.

    outputs: of the last run that ended well; None before any. at: when the engine last wrote. since: when a
    run first found this stage, as far back as the history goes. interrupted: operations are pending, so there
    may be more than is recorded. failed: the last run failed, so the outputs are of one before. begun: there
    are resources.
    problem, remedy: why the checkpoint cannot be read, and what to do; "" if it can.
    """

    stack: str
    outputs: StackOutputs | None
    at: datetime | None = None
    since: datetime | None = None
    interrupted: bool = False
    failed: bool = False
    begun: bool = False
    problem: str = ""
    remedy: str = ""

    @property
    def stage(self) -> str:
        """The stage as the stack's outputs have it; "" before a run has left any."""
        return self.outputs.stage if self.outputs else ""

    def to_data(self) -> dict[str, Any]:
        """The same as JSON values."""
        times = {name: at.isoformat() if (at := getattr(self, name)) else None for name in ("at", "since")}
        outputs = self.outputs.to_json() if self.outputs else {}
        return vars(self) | {"outputs": outputs} | times

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "RecordedStatus":
        """
        From what `to_data` gave.

        Raises:
            TypeError, ValueError: it is something else.
        """
        times = {name: datetime.fromisoformat(data[name]) if data[name] else None for name in ("at", "since")}
        return cls(**{**data, **times, "outputs": StackOutputs.from_json(data["outputs"])})


@dataclass(frozen=True)
class TaggedStatus:
    """A standing, and the tag of the checkpoint that it was made of; "" if it is not to be kept."""

    tag: str
    standing: RecordedStatus


class StandingTable(Protocol):
    """Where standings are kept. Each method raises StateUnreachable."""

    def load(self, stacks: Iterable[str] | None = None) -> dict[str, TaggedStatus]:
        """Those of some stacks, or of all; maybe of others too."""
        ...

    def save(self, standings: Iterable[TaggedStatus]) -> None:
        """Write some, in place of what was known of their stacks."""
        ...


def table_of(state: StoredState) -> StandingTable:
    """The one for a kind of store."""
    return _Rows(state.store, state.project) if isinstance(state.store, PostgresStore) else _Shards(state)


@dataclass(frozen=True)
class _Rows:
    """A row for each stack, in a table of its own beside the engine's."""

    store: PostgresStore
    project: str

    def load(self, stacks: Iterable[str] | None = None) -> dict[str, TaggedStatus]:
        rows = self.store.execute(
            "select stack, tag, standing from a2p_standing "
            "where project = %s and version = %s and (%s::text[] is null or stack = any(%s))",
            [self.project, _VERSION, *[None if stacks is None else list(stacks)] * 2],
        )
        return {stack: TaggedStatus(tag, RecordedStatus.from_data(data)) for stack, tag, data in rows}

    def save(self, standings: Iterable[TaggedStatus]) -> None:
        found = list(standings)
        self.store.execute(
            "insert into a2p_standing (project, stack, version, tag, standing) "
            "select %s, each.stack, %s, each.tag, each.standing::jsonb "
            "from unnest(%s::text[], %s::text[], %s::text[]) as each (stack, tag, standing) "
            "on conflict (project, stack) do update set version = excluded.version, tag = excluded.tag, "
            "standing = excluded.standing, written_at = now()",
            [
                self.project,
                _VERSION,
                [each.standing.stack for each in found],
                [each.tag for each in found],
                [json.dumps(each.standing.to_data()) for each in found],
            ],
            schema=_SCHEMA,
        )


@dataclass(frozen=True)
class _Shards:
    """
    A few objects, each with the standings of the stacks whose names fall to it.

    Two runs that end in the same moment may write the same object, and one standing is lost: it is made anew
    by the next look.
    """

    state: StoredState

    def load(self, stacks: Iterable[str] | None = None) -> dict[str, TaggedStatus]:
        layout = self.state.layout
        if stacks is None:
            keys = {entry.key for entry in self.state.store.list_entries(layout.standings)}
        else:
            keys = {layout.shard(stack) for stack in stacks}
        contents = self.state.store.read_many(keys).values()
        return {stack: each for content in contents for stack, each in _unpack(content).items()}

    def save(self, standings: Iterable[TaggedStatus]) -> None:
        shards: dict[str, dict[str, TaggedStatus]] = defaultdict(dict)
        for each in standings:
            shards[self.state.layout.shard(each.standing.stack)][each.standing.stack] = each
        before = self.state.store.read_many(shards)
        for key, renewed in shards.items():
            self.state.store.write(key, _pack(_unpack(before.get(key, b"")) | renewed))


def _pack(standings: Mapping[str, TaggedStatus]) -> bytes:
    data = {stack: [each.tag, each.standing.to_data()] for stack, each in standings.items()}
    return gzip.compress(json.dumps({"version": _VERSION, "standings": data}).encode(), mtime=0)


def _unpack(content: bytes) -> dict[str, TaggedStatus]:
    """What an object of standings holds; nothing if it cannot be read."""
    try:
        record = json.loads(gzip.decompress(content))
        if record["version"] != _VERSION:
            return {}
        return {
            stack: TaggedStatus(tag, RecordedStatus.from_data(data))
            for stack, (tag, data) in record["standings"].items()
        }
    except (ValueError, OSError, EOFError, KeyError, TypeError, AttributeError):
        return {}
