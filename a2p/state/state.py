"""The state of one project's stacks, in whatever store it is kept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

from a2p.state.checkpoints import Checkpoint, decode, parse
from a2p.state.errors import CheckpointUnreadable
from a2p.state.layout import BACKUP, Layout, is_history
from a2p.state.locks import Lock, parse_lock
from a2p.state.store import Entry, Store

_FEW: Final = 16  # stacks that are asked for one by one


class State(Protocol):
    """
    What every kind of state can be asked.

    Every method raises StateUnreachable when the state cannot be read: silence never means "not begun".
    kind: files, postgresql, bucket or cloud. address: for people, without passwords. has_locks: whether locks
    can be seen and taken away here.
    """

    @property
    def kind(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def has_locks(self) -> bool: ...

    def list_stacks(self) -> list[str]:
        """The names of all stacks."""
        ...

    def has_stack(self, stack: str) -> bool:
        """Whether there is such a stack, readable or not."""
        ...

    def read_checkpoint(self, stack: str) -> Checkpoint | None:
        """What is recorded of a stack; None if there is no such stack. Raises CheckpointUnreadable."""
        ...

    def list_all_locks(self) -> dict[str, list[Lock]]:
        """The locks of all stacks that have any, oldest first, in one look."""
        ...

    def list_locks(self, stack: str) -> list[Lock]:
        """The locks of one stack, oldest first."""
        ...

    def remove_lock(self, lock: Lock) -> None:
        """Delete this one lock. Another that was written meanwhile stays."""
        ...

    def require_writable(self) -> None:
        """Raise StateUnreachable unless runs can write here."""
        ...

    def list_partial_writes(self, stack: str) -> list[str]:
        """The keys of what an engine was killed at while it wrote."""
        ...

    def delete_objects(self, keys: Iterable[str]) -> None:
        """Delete objects, such as what a killed engine had half written."""
        ...

    def restore_backup(self, stack: str) -> bool:
        """Put the engine's `.bak` in the place of an unreadable checkpoint; whether there was one to put."""
        ...


@dataclass(frozen=True)
class StoredState:
    """The state in a store of objects."""

    store: Store
    project: str
    has_locks: bool = True

    @property
    def kind(self) -> str:
        return self.store.kind

    @property
    def address(self) -> str:
        return self.store.address

    @cached_property
    def layout(self) -> Layout:
        return Layout(self.project)

    def list_stacks(self) -> list[str]:
        return sorted(self.list_checkpoints())

    def list_checkpoints(self) -> dict[str, Entry]:
        """The object that holds each stack's checkpoint; of a packed and a plain one the newer."""
        found: dict[str, Entry] = {}
        for entry in self.store.list_entries(self.layout.stacks):
            stack = self.layout.stack_of_checkpoint(entry.key)
            if stack and (stack not in found or entry.written_at >= found[stack].written_at):
                found[stack] = entry
        return found

    def has_stack(self, stack: str) -> bool:
        return self.find_checkpoint(stack) is not None

    def find_checkpoint(self, stack: str) -> Entry | None:
        """The object that holds a stack's checkpoint."""
        keys = self.layout.checkpoints(stack)
        found = [entry for entry in self.store.list_entries(keys[0]) if entry.key in keys]
        return max(found, key=lambda entry: entry.written_at, default=None)

    def find_checkpoints(self, stacks: Collection[str]) -> dict[str, Entry]:
        """Those of some stacks: asked for one by one where they are few, since all can be thousands."""
        if len(stacks) > _FEW:
            return {stack: entry for stack, entry in self.list_checkpoints().items() if stack in stacks}
        return {stack: entry for stack in stacks if (entry := self.find_checkpoint(stack))}

    def read_checkpoint(self, stack: str) -> Checkpoint | None:
        entry = self.find_checkpoint(stack)
        content = self.store.read(entry.key) if entry else None
        return self.parse_checkpoint(stack, entry.key, content) if entry and content is not None else None

    def parse_checkpoint(self, stack: str, key: str, content: bytes) -> Checkpoint:
        """
        A checkpoint from its object.

        Raises:
            CheckpointUnreadable: it cannot be read; with the way out, and whether the engine's `.bak` can.
        """
        try:
            return parse(stack, decode(content))
        except ValueError as error:
            backup = self._readable_backup(stack, key)
            raise CheckpointUnreadable(
                stack,
                self._full_name(key),
                str(error),
                backup=backup,
                remedy=self._way_out(stack, backup),
            ) from error

    def list_locked_stacks(self) -> frozenset[str]:
        """The stacks that have a lock, of a living run or a dead one."""
        entries = self.store.list_entries(self.layout.all_locks)
        return frozenset(self.layout.stack_of_lock(entry.key) for entry in entries)

    def list_all_locks(self) -> dict[str, list[Lock]]:
        return self._locks(self.layout.all_locks)

    def list_locks(self, stack: str) -> list[Lock]:
        return self._locks(self.layout.locks(stack)).get(stack, [])

    def remove_lock(self, lock: Lock) -> None:
        self.store.delete([lock.key])

    def require_writable(self) -> None:
        self.store.require_writable()

    def list_partial_writes(self, stack: str) -> list[str]:
        layout = self.layout
        prefixes = (layout.checkpoints(stack)[0], layout.locks(stack), layout.history(stack))
        return [key for prefix in prefixes for key in self.store.list_partial_writes(prefix)]

    def delete_objects(self, keys: Iterable[str]) -> None:
        self.store.delete(keys)

    def list_history(self, stack: str) -> list[Entry]:
        """The objects of a stack's history, oldest first: their names hold the time."""
        return self.store.list_entries(self.layout.history(stack))

    def list_all_histories(self) -> dict[str, list[Entry]]:
        """The same of all stacks that have any, in one look."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.store.list_entries(self.layout.all_histories):
            found[self.layout.stack_of_history(entry.key)].append(entry)
        return dict(found)

    def has_failed_last_run(self, history: Sequence[Entry]) -> bool:
        """Whether the engine wrote down that the last run failed; of a killed one it writes nothing."""
        keys = [entry.key for entry in history if is_history(entry.key, "history")]
        return bool(keys) and self._read_object(keys[-1]).get("result") == "failed"

    def read_history(self, stack: str, history: Sequence[Entry]) -> Iterator[Checkpoint]:
        """What earlier runs recorded, newest first, as far as the history goes and can be read."""
        keys = [entry.key for entry in history if is_history(entry.key, "checkpoint")]
        for key in reversed(keys):
            try:
                yield parse(stack, self._read_object(key))
            except ValueError:
                return

    def restore_backup(self, stack: str) -> bool:
        entry = self.find_checkpoint(stack)
        backup = self._readable_backup(stack, entry.key) if entry else ""
        content = self.store.read(backup) if backup else None
        if entry is None or content is None:
            return False
        self.store.write(entry.key, content)
        self.store.delete(self.list_partial_writes(stack))
        return True

    def _locks(self, prefix: str) -> dict[str, list[Lock]]:
        entries = [each for each in self.store.list_entries(prefix) if each.key.endswith(".json")]
        contents = self.store.read_many(entry.key for entry in entries) if entries else {}
        found: dict[str, list[Lock]] = defaultdict(list)
        for entry in sorted(entries, key=lambda each: each.written_at):
            if (content := contents.get(entry.key)) is not None:  # else just released
                found[self.layout.stack_of_lock(entry.key)].append(parse_lock(entry, content))
        return dict(found)

    def _read_object(self, key: str) -> dict[str, Any]:
        content = self.store.read(key)
        try:
            return decode(content) if content is not None else {}
        except ValueError:  # one entry of the history is no reason to say nothing
            return {}

    def _readable_backup(self, stack: str, key: str) -> str:
        backup = f"{key}{BACKUP}"
        content = self.store.read(backup)
        try:
            parse(stack, decode(content or b""))
        except ValueError:
            return ""
        return backup

    def _full_name(self, key: str) -> str:
        return f"{key} in {self.address}"

    def _way_out(self, stack: str, backup: str) -> str:
        if backup:
            return (
                f"a2p doctor --restore {stack}, which puts the engine's backup of it in its place, then "
                f"a2p up {stack}: what was made since is found at Twilio by its mark, and not bought twice"
            )
        return (
            "restore the object from your backups. If there are none: delete it, remove encryptionsalt from "
            f"Pulumi.{stack}.yaml, then a2p up {stack}: what is at Twilio is found by its mark"
        )
