"""
A user of Twilio's Console, or another system: changes that no client of ours made.

An edit is taken as it is, without the rules that the API has; a Brand can be deleted here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.core.errors import NotFound, bad_request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.core.documents import Document
    from simulator.core.world import World

# The kinds in /_sim/state that somebody can touch in the Console; a Campaign is found by its service's SID.
KINDS = (
    "address",
    "brand",
    "bundle",
    "campaign",
    "end_user",
    "incoming_number",
    "service",
    "supporting_document",
)
FIXED = frozenset({"sid", "account_sid", "url", "uri", "links", "date_created", "date_updated"})


def edit(world: World, kind: str, key: str, changes: Mapping[str, Any], now: float) -> Document:
    """
    Set fields of an object, as /_sim/state shows them; `attributes` are replaced as a whole.

    Raises a Refusal for a kind, an object or a field that there is not.
    """
    document = _find(world, kind, key)
    for name in changes:
        if name in FIXED or name.startswith("_") or name not in document:
            raise bad_request(f"{name} is no field of a {kind} that can be changed")
    document |= changes
    world.store.note_write("bundle.email", key)
    return world.save(kind, key, document, now)


def delete(world: World, kind: str, key: str, now: float) -> Document:
    """Delete an object with what hangs on it; a Brand only when no Campaign is registered with it."""
    document = _find(world, kind, key)
    if kind == "brand" and world.store.find("campaign", brand_registration_sid=key):
        raise bad_request(f"{key} has Campaigns; delete them first")
    world.store.delete(kind, key)
    for assignment in world.store.find("entity_assignment", object_sid=key):
        world.store.delete("entity_assignment", assignment["sid"])
    for event in DELETION_EVENTS.get(kind, ()):
        world.announce(event, document, now)
    return document


DELETION_EVENTS = {"service": ("service.deleted",), "campaign": ("campaign.deleted",)}


def _find(world: World, kind: str, key: str) -> Document:
    if kind not in KINDS:
        raise bad_request(f"{kind} is nothing that is in the Console; there are {', '.join(KINDS)}")
    document = world.store.get(kind, key)
    if document is None:
        raise NotFound(key)
    return document
