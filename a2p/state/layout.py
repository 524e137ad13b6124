"""
The keys under which the engine 3.255 keeps a project's stacks (pkg/backend/diy), and ours beside them.

    .pulumi/stacks/<project>/<stack>.json[.gz]                 the checkpoint; `.bak`: the one before
    .pulumi/locks/organization/<project>/<stack>/<uuid>.json   a run at work
    .pulumi/history/<project>/<stack>/<stack>-<time>.history.json[.gz]      how each run ended
    .pulumi/history/<project>/<stack>/<stack>-<time>.checkpoint.json[.gz]   and what was known then
    .pulumi/backups/<project>/<stack>/…                                  the same checkpoints once more
    .a2p/standings/<project>/<shard>.json.gz                             where stacks stand (ours)
    .a2p/reasons/<project>/<stack>.json                                  why bundles were rejected (ours)
    .a2p/observed/<project>/<stack>.json                                 what looks found since a run (ours)
    .a2p/ledger/…                                                        what is used up for life (ours)
    .a2p/drift/<project>/<shard>.json.gz                                 what comparisons have read (ours)
    .a2p/looks/<project>/<stack>.json                                    what comparisons have found (ours)
"""

from dataclasses import dataclass
from zlib import crc32

_SUFFIXES = (".json", ".json.gz")
BACKUP = ".bak"
SHARDS = 32


@dataclass(frozen=True)
class Layout:
    """The keys of one project."""

    project: str

    @property
    def stacks(self) -> str:
        return f".pulumi/stacks/{self.project}/"

    @property
    def all_locks(self) -> str:
        return f".pulumi/locks/organization/{self.project}/"

    @property
    def standings(self) -> str:
        return f".a2p/standings/{self.project}/"

    def reasons(self, stack: str) -> str:
        """The object that holds why a stack's bundles were rejected."""
        return f".a2p/reasons/{self.project}/{stack}.json"

    def observation(self, stack: str) -> str:
        """The object that holds what a look has found at Twilio that no run has recorded yet."""
        return f".a2p/observed/{self.project}/{stack}.json"

    def look(self, stack: str) -> str:
        """The object that holds what the last comparison of a stack has found, while it stands."""
        return f".a2p/looks/{self.project}/{stack}.json"

    @property
    def traces(self) -> str:
        return f".a2p/drift/{self.project}/"

    @property
    def all_histories(self) -> str:
        return f".pulumi/history/{self.project}/"

    def locks(self, stack: str) -> str:
        return f"{self.all_locks}{stack}/"

    def history(self, stack: str) -> str:
        return f"{self.all_histories}{stack}/"

    def backups(self, stack: str) -> str:
        return f".pulumi/backups/{self.project}/{stack}/"

    def checkpoints(self, stack: str) -> tuple[str, ...]:
        """The keys a checkpoint may have."""
        return tuple(f"{self.stacks}{stack}{suffix}" for suffix in _SUFFIXES)

    def stack_of_checkpoint(self, key: str) -> str | None:
        """Whose checkpoint a key is; None if it is none, such as a backup of one."""
        name = key.removeprefix(self.stacks)
        if "/" in name:
            return None
        return next((name.removesuffix(each) for each in _SUFFIXES if name.endswith(each)), None)

    def stack_of_lock(self, key: str) -> str:
        """Whose lock a key is."""
        return key.removeprefix(self.all_locks).partition("/")[0]

    def stack_of_history(self, key: str) -> str:
        """Of whose history a key is."""
        return key.removeprefix(self.all_histories).partition("/")[0]

    def shard(self, stack: str) -> str:
        """The object that holds where a stack stands, with those of some others."""
        return f"{self.standings}{crc32(stack.encode()) % SHARDS:02}.json.gz"

    def trace_shard(self, stack: str) -> str:
        """The object that holds what the comparison of a stack has read, with those of some others."""
        return f"{self.traces}{crc32(stack.encode()) % SHARDS:02}.json.gz"


def is_history(key: str, part: str) -> bool:
    """Whether a key is a `history` or a `checkpoint` of the history."""
    return any(key.endswith(f".{part}{suffix}") for suffix in _SUFFIXES)
