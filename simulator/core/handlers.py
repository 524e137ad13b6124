"""
Where the domains hook themselves in: operations by id, transitions by name, reactions by event.

The domains import this; this imports none of them, so that they need not import each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simulator.core.documents import Document, Fixed, Listing
    from simulator.core.world import Reaction, World

    Handler = Callable[[World, "Call"], "Answer"]


@dataclass(frozen=True)
class Call:
    """One request after the contract has checked it."""

    operation: str
    account_sid: str
    path: Mapping[str, str]
    params: Mapping[str, Any]
    now: float
    api_version: str | None = None


if TYPE_CHECKING:
    Answer: TypeAlias = "Document | Listing | Fixed | None"

HANDLERS: dict[str, Handler] = {}
REACTIONS: dict[str, list[Reaction]] = defaultdict(list)


def operation(*operation_ids: str) -> Callable[[Handler], Handler]:
    """Make a function the handler of these operations."""

    def register(handler: Handler) -> Handler:
        for operation_id in operation_ids:
            HANDLERS[operation_id] = handler
        return handler

    return register


def on_event(*events: str) -> Callable[[Reaction], Reaction]:
    """Call a function whenever something of this name is announced."""

    def register(reaction: Reaction) -> Reaction:
        for event in events:
            REACTIONS[event].append(reaction)
        return reaction

    return register
