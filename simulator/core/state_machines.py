"""
Declared state machines: what becomes of a document by itself, from which states, after how long.

Each review is a list of transitions. Starting one puts it on the clock; the clock applies it.
A document that was decided otherwise or submitted again in the meantime is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.core.documents import Document, Due
    from simulator.core.world import World

    Effect = Callable[[World, Document, float], None]
    Delay = Callable[[World, Document], float]

ROUND = "_round"  # counts submissions, so that a review of an earlier one has no effect


@dataclass(frozen=True)
class Transition:
    """From `source` to one of `targets`, `delay` after it was started."""

    name: str
    kind: str
    field: str
    source: str
    targets: tuple[str, ...]
    delay: Delay
    effect: Effect


TRANSITIONS: dict[str, Transition] = {}


def transition(
    name: str, *, on: tuple[str, str], source: str, targets: tuple[str, ...], delay: Delay
) -> Callable[[Effect], Effect]:
    """Declare a transition; `on` is the kind of document and its status field."""

    def register(effect: Effect) -> Effect:
        kind, field = on
        TRANSITIONS[name] = Transition(name, kind, field, source, targets, delay, effect)
        return effect

    return register


def start(world: World, name: str, key: str, document: Document, now: float) -> None:
    """Put a transition on the clock."""
    step = TRANSITIONS[name]
    at = now + step.delay(world, document)
    world.store.agenda.schedule(at, name, key, document.get(ROUND, 0))


def allot_first_round(world: World) -> int:
    """For documents whose key is used again after a deletion, so that no old review fits them."""
    return world.store.next_number("round") << 20


def void_reviews(document: Document) -> None:
    """Make every review that is under way void."""
    document[ROUND] = document.get(ROUND, 0) + 1


def apply(world: World, due: Due) -> None:
    """Apply one transition whose time has come, if its document still waits for it."""
    step = TRANSITIONS[due.step]
    document = world.store.get(step.kind, due.key)
    waiting = document is not None and document.get(step.field) == step.source
    if document is not None and waiting and document.get(ROUND, 0) == due.round:
        step.effect(world, document, due.at)
