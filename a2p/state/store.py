"""A store of objects by key: what files, PostgreSQL and buckets have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Entry:
    """
    An object as a listing shows it.

    tag: changes whenever the object is written; compare only tags of one store. size: bytes, as stored.
    """

    key: str
    tag: str
    size: int
    written_at: datetime


class Store(Protocol):
    """
    Objects by key. Keys are paths with `/`, relative to what the backend's address names.

    Every method raises StateUnreachable when the store cannot be used.
    """

    @property
    def kind(self) -> str:
        """files, postgresql or bucket."""
        ...

    @property
    def address(self) -> str:
        """For people: without passwords."""
        ...

    def list_entries(self, prefix: str) -> list[Entry]:
        """All objects whose keys begin so, at any depth, sorted by key."""
        ...

    def read(self, key: str) -> bytes | None:
        """An object's content; None if there is no such object."""
        ...

    def read_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """The contents of those that exist, as few round trips as the store allows."""
        ...

    def write(self, key: str, content: bytes) -> None:
        """Write an object whole, in place of what was there."""
        ...

    def delete(self, keys: Iterable[str]) -> None:
        """Delete objects; one that is gone already is no error."""
        ...

    def tag_folder(self, prefix: str) -> str:
        """Changes when an object is added right below; "" where that would cost a listing."""
        ...

    def list_partial_writes(self, prefix: str) -> list[str]:
        """The keys of what a killed engine had half written; only a store in files can have any."""
        ...

    def require_writable(self) -> None:
        """Raise StateUnreachable, with what to do, unless objects can be written here."""
        ...
