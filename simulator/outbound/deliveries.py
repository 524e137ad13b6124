"""
Deliveries: messages to a client's server, each tried until it is taken or given up.

Queued in the same transaction as what they tell of, so that a crash neither loses nor invents
one. The sending itself is the postman's work.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from simulator.core.state_machines import start, transition
from simulator.core.timings import HOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from simulator.core.documents import Document
    from simulator.core.world import World

KIND = "delivery"
QUEUED = "queued"
SENDING = "sending"
DELIVERED = "delivered"
FAILED = "failed"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
GIVE_UP_AFTER = 4 * HOUR  # as Event Streams does


def send_form(world: World, account_sid: str, url: str, params: Mapping[str, str], now: float) -> None:
    """A webhook with a form, as status callbacks are."""
    message = {"url": url, "content_type": FORM, "body": urlencode(params)}
    _queue(world, account_sid, message, now)


def send_json(world: World, account_sid: str, url: str, payload: Any, now: float) -> None:
    """A webhook with JSON, as Event Streams and the registry send."""
    message = {"url": url, "content_type": JSON, "body": json.dumps(payload)}
    _queue(world, account_sid, message, now)


def _queue(world: World, account_sid: str, message: Document, now: float) -> None:
    sid = world.sids.new("DL")
    document = {
        "sid": sid,
        "account_sid": account_sid,
        **message,
        "status": QUEUED,
        "attempts": 0,
        "response_status": None,
    }
    world.create(KIND, sid, document, now)
    start(world, "delivery.attempt", sid, document, now)


def _pause(world: World, delivery: Document) -> float:
    """At once, then after ever longer pauses."""
    attempts: int = delivery["attempts"]
    return world.timings.callback_retry * 2 ** (attempts - 1) if attempts else 0.0


@transition(
    "delivery.attempt",
    on=(KIND, "status"),
    source=QUEUED,
    targets=(DELIVERED, FAILED, QUEUED),
    delay=_pause,
)
def attempt(world: World, delivery: Document, now: float) -> None:
    """Hand it to the postman, who answers with `record_result`."""
    delivery |= {"status": SENDING, "attempts": delivery["attempts"] + 1}
    world.save(KIND, delivery["sid"], delivery, now)
    world.outgoing.append(delivery["sid"])


def record_result(world: World, sid: str, response_status: int | None, now: float) -> None:
    """A 2xx ends it; anything else (None: no answer at all) is tried again for four hours."""
    delivery = world.store.get(KIND, sid)
    if delivery is None:
        return
    taken = response_status is not None and response_status // 100 == 2
    delivery |= {"status": DELIVERED if taken else QUEUED, "response_status": response_status}
    if not taken and now + _pause(world, delivery) > delivery["date_created"] + GIVE_UP_AFTER:
        delivery["status"] = FAILED
    world.save(KIND, sid, delivery, now)
    if delivery["status"] == QUEUED:
        start(world, "delivery.attempt", sid, delivery, now)


def requeue_interrupted(world: World, now: float) -> None:
    """After a restart: what was under way when the process ended is sent again."""
    for delivery in world.store.find(KIND, status=SENDING):
        delivery |= {"status": QUEUED, "attempts": 0}
        world.save(KIND, delivery["sid"], delivery, now)
        start(world, "delivery.attempt", delivery["sid"], delivery, now)
