"""
Values that are made of many documents, each kept until one of the documents is written that it was made of.

What a value depends on is noted while it is computed: every document that is read by its key, every list of
children, every kind that is searched, and what is named by hand. A world of 10,000 customers writes all the
time; whatever is kept of one customer outlives the writes of all others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

T = TypeVar("T")
MOST = 100_000


class Derived:
    """The values, and what each was made of. Topics are what a value may depend on."""

    def __init__(self) -> None:
        self._values: dict[Hashable, tuple[Any, set[Hashable]]] = {}
        self._dependents: dict[Hashable, set[Hashable]] = {}  # the names of the values, by topic
        self._open: list[set[Hashable]] = []  # the topics of what is being computed, the innermost last

    def get(self, name: Hashable, compute: Callable[[], T]) -> T:
        """The value of a name, computed if none is kept. It is shared: nobody may change it."""
        known = self._values.get(name)
        if known is None:
            known = self._compute(name, compute)
        if self._open:
            self._open[-1] |= known[1]
        value: T = known[0]
        return value

    def _compute(self, name: Hashable, compute: Callable[[], Any]) -> tuple[Any, set[Hashable]]:
        topics: set[Hashable] = set()
        self._open.append(topics)
        try:
            value = compute()
        finally:
            self._open.pop()
        if len(self._values) >= MOST:
            self.clear()
        self._values[name] = value, topics
        for topic in topics:
            self._dependents.setdefault(topic, set()).add(name)
        return value, topics

    def note_read(self, topic: Hashable) -> None:
        """Let what is being computed depend on a topic."""
        if self._open:
            self._open[-1].add(topic)

    def note_write(self, *topics: Hashable) -> None:
        """Forget what was made of these topics."""
        for topic in topics:
            if names := self._dependents.get(topic):
                self._forget(tuple(names))

    def _forget(self, names: Iterable[Hashable]) -> None:
        for name in names:
            _, topics = self._values.pop(name)
            for topic in topics:
                self._drop(topic, name)

    def _drop(self, topic: Hashable, name: Hashable) -> None:
        names = self._dependents[topic]
        names.discard(name)
        if not names:
            del self._dependents[topic]

    def clear(self) -> None:
        """Forget all."""
        self._values.clear()
        self._dependents.clear()
