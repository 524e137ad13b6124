"""Objects of ours beside the state, one for each stack: which there are, what is in them."""

from collections.abc import Callable, Collection, Iterable
from typing import Final

from a2p.state.store import Entry, Store

_FEW: Final = 8  # stacks; of more it is listed first which have an object, as most have none


class StackObjects:
    """
    The objects of one kind. key: of a stack, the key of its object (a2p/state/layout.py).

    Every method raises StateUnreachable when the store cannot be used.
    """

    def __init__(self, store: Store, key: Callable[[str], str]) -> None:
        self._store, self._key = store, key
        self._first, self._end = key("*").split("*")

    def list_entries(self) -> dict[str, Entry]:
        """All of them, by stack: one look at the store."""
        return {
            entry.key.removeprefix(self._first).removesuffix(self._end): entry
            for entry in self._store.list_entries(self._first)
        }

    def read(self, stacks: Iterable[str] | None = None) -> dict[str, bytes]:
        """The contents of those that these stacks have, of all if none are named; by stack."""
        keys = {self._key(stack): stack for stack in self._list_present(stacks)}
        contents = self._store.read_many(keys) if keys else {}
        return {keys[key]: content for key, content in contents.items()}

    def write(self, stack: str, content: bytes) -> None:
        self._store.write(self._key(stack), content)

    def delete(self, stacks: Collection[str]) -> None:
        """Delete those that these stacks have."""
        if present := self._list_present(stacks):
            self._store.delete([self._key(stack) for stack in present])

    def _list_present(self, stacks: Iterable[str] | None) -> Collection[str]:
        named = None if stacks is None else list(stacks)
        if named is not None and len(named) <= _FEW:
            return named
        entries = self.list_entries()
        return entries if named is None else [stack for stack in named if stack in entries]
