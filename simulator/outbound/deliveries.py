"""
Deliveries: messages to a client's server, each tried until it is taken or given up.

Queued in the same transaction as what they tell of, so that a crash neither loses nor invents
one. The sending itself is the postman's work.
"""

from __future__ import annotations

import json
import logging
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from simulator.core.hosts import is_loopback, split_host
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
WITHHELD = "withheld"  # to another machine, which nobody has allowed (F21)
CALLBACK_TIMEOUT = 15.0  # real seconds, Twilio's own
EVENT_TIMEOUT = 5.0  # those of Event Streams (M16)
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
GIVE_UP_AFTER = 4 * HOUR  # as Event Streams does


logger = logging.getLogger(__name__)


def send_form(world: World, account_sid: str, url: str, params: Mapping[str, str], now: float) -> None:
    """A webhook with a form, as status callbacks are."""
    message = {"url": url, "content_type": FORM, "body": urlencode(params), "timeout": CALLBACK_TIMEOUT}
    _queue(world, account_sid, message, now)


def send_json(world: World, account_sid: str, url: str, payload: Any, now: float) -> None:
    """A webhook with JSON, as the registry sends."""
    message = {"url": url, "content_type": JSON, "body": json.dumps(payload), "timeout": CALLBACK_TIMEOUT}
    _queue(world, account_sid, message, now)


def send_events(world: World, account_sid: str, url: str, events: list[Document], now: float) -> None:
    """A webhook of Event Streams, to whose sinks less time is given."""
    message = {"url": url, "content_type": JSON, "body": json.dumps(events), "timeout": EVENT_TIMEOUT}
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
    if not _may_send(world, message["url"]):
        document["status"] = WITHHELD
    world.create(KIND, sid, document, now)
    if document["status"] == QUEUED:
        start(world, "delivery.attempt", sid, document, now)


def _may_send(world: World, url: str) -> bool:
    """F21: only to this machine, unless the world is told otherwise."""
    if world.settings.deliver_outside:
        return True
    host = split_host(urlsplit(url).netloc)
    if not is_loopback(host):
        _warn_of(host)
    return is_loopback(host)


@cache
def _warn_of(host: str) -> None:
    """Once for each host: a declared callback is told of every review."""
    logger.warning("nothing is sent to %s: it is not this machine; see `deliver_outside`", host)


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
