"""
Registration of each number with the carriers (1.11): begins when the Campaign is verified.

A sole proprietor's Campaign takes one number (N1): the API accepts more, but only one of them,
picked at random, registers; the others fail with 30125.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.handlers import on_event
from simulator.core.state_machines import start, transition
from simulator.numbers.pool import KIND

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World

FIELD = "_registration"
UNREGISTERED = "unregistered"
PENDING = "pending_registration"
REGISTERED = "registered"
FAILURE = "failure"
SECOND_NUMBER = 30125


@on_event("campaign.verified")
def register_pool(world: World, campaign: Document, now: float) -> None:
    """E8: all numbers of the pool belong to the Campaign now."""
    numbers = world.store.find_children(KIND, campaign["messaging_service_sid"])
    if numbers and _is_sole_proprietor(campaign):
        first = int(world.sids.next_fraction("pick") * len(numbers))
        numbers = numbers[first:] + numbers[:first]
    for number in numbers:
        _begin(world, number, now)


@on_event("number.added")
def register_added(world: World, number: Document, now: float) -> None:
    """E8: numbers that are added later, too."""
    campaign = world.store.get("campaign", number["service_sid"])
    if campaign and campaign["campaign_status"] == "VERIFIED":
        _begin(world, number, now)


@on_event("number.removed")
def deregister(world: World, number: Document, now: float) -> None:
    """A number that leaves the pool may send to the US no longer (N3)."""
    if number.get(FIELD) == REGISTERED:
        for status in ("pending_deregistration", UNREGISTERED):
            number[FIELD] = status
            world.announce("number.registration", number, now)


@on_event("campaign.deleted")
def deregister_pool(world: World, campaign: Document, now: float) -> None:
    """Without a Campaign no number is registered."""
    for number in world.store.find_children(KIND, campaign["messaging_service_sid"]):
        deregister(world, number | {"_campaign": campaign}, now)
        number[FIELD] = UNREGISTERED
        world.save(KIND, number["sid"], number, now)


@transition(
    "number.registration",
    on=(KIND, FIELD),
    source=PENDING,
    targets=(REGISTERED, FAILURE),
    delay=lambda world, _number: world.timings.number_registration,
)
def finish(world: World, number: Document, now: float) -> None:
    """Registered, unless a sole proprietor already has one (N1)."""
    campaign = world.store.get("campaign", number["service_sid"])
    pool = world.store.find_children(KIND, number["service_sid"])
    taken = any(other.get(FIELD) == REGISTERED for other in pool)
    if campaign and _is_sole_proprietor(campaign) and taken:
        number |= {FIELD: FAILURE, "_registration_error": SECOND_NUMBER}
    else:
        number |= {FIELD: REGISTERED, "_registration_error": None}
    world.save(KIND, number["sid"], number, now)
    world.announce("number.registration", number, now)


def _begin(world: World, number: Document, now: float) -> None:
    if number.get(FIELD) in {PENDING, REGISTERED}:
        return
    number[FIELD] = PENDING
    world.save(KIND, number["sid"], number, now)
    world.announce("number.registration", number, now)
    start(world, "number.registration", number["sid"], number, now)


def _is_sole_proprietor(campaign: Document) -> bool:
    return campaign.get("us_app_to_person_usecase") == "SOLE_PROPRIETOR"
