"""What is stored and asked for, as data: documents, what is due to happen to them, and lists of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Document = dict[str, Any]


@dataclass(frozen=True)
class Due:
    """A transition that waits for its time."""

    seq: int
    at: float
    step: str
    key: str
    round: int


@dataclass(frozen=True)
class Listing:
    """The answer to a list request: which documents; the HTTP layer cuts the page."""

    kind: str
    account_sid: str
    parent: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fixed:
    """A list that is a constant, such as the policies."""

    items: tuple[Document, ...]
