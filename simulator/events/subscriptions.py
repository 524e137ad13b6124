"""Subscriptions: which events go to which sink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.core.documents import Listing
from simulator.core.errors import NotFound, Refusal, bad_request
from simulator.core.handlers import Call, operation
from simulator.events import sinks
from simulator.events.types import BY_ID

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "subscription"
SUBSCRIBED = "subscribed_event"


@operation("CreateSubscription")
def create(world: World, call: Call) -> Answer:
    """The sink and the types must exist."""
    sink = world.fetch_referenced(sinks.KIND, "SinkSid", call.params["SinkSid"], call.account_sid)
    types = [_choose(item) for item in call.params["Types"]]
    sid = world.sids.new("DF")
    document = {
        "sid": sid,
        "account_sid": call.account_sid,
        "sink_sid": sink["sid"],
        "description": call.params["Description"],
        "url": f"/v1/Subscriptions/{sid}",
        "links": {"subscribed_events": f"/v1/Subscriptions/{sid}/SubscribedEvents"},
    }
    world.create(KIND, sid, document, call.now)
    for name, version in dict(types).items():
        _subscribe(world, document, name, version, call.now)
    return document


@operation("ListSubscription")
def list_subscriptions(_world: World, call: Call) -> Answer:
    """Filtered by sink."""
    given = call.params.get("SinkSid")
    return Listing(KIND, call.account_sid, where={"sink_sid": given} if given else {})


@operation("FetchSubscription")
def fetch(world: World, call: Call) -> Answer:
    """One subscription."""
    return world.fetch(KIND, call.path["Sid"], call.account_sid)


@operation("UpdateSubscription")
def update(world: World, call: Call) -> Answer:
    """Only the description can change."""
    subscription = world.fetch(KIND, call.path["Sid"], call.account_sid)
    subscription["description"] = call.params.get("Description", subscription["description"])
    return world.save(KIND, subscription["sid"], subscription, call.now)


@operation("DeleteSubscription")
def delete(world: World, call: Call) -> Answer:
    """Takes its event types along."""
    subscription = world.fetch(KIND, call.path["Sid"], call.account_sid)
    for event in world.store.find_children(SUBSCRIBED, subscription["sid"]):
        world.store.delete(SUBSCRIBED, _key(subscription["sid"], event["type"]))
    world.store.delete(KIND, subscription["sid"])
    return None


@operation("CreateSubscribedEvent")
def add_type(world: World, call: Call) -> Answer:
    """One more event type."""
    subscription = world.fetch(KIND, call.path["SubscriptionSid"], call.account_sid)
    name, version = _choose({"type": call.params["Type"], "schema_version": call.params.get("SchemaVersion")})
    if world.store.get(SUBSCRIBED, _key(subscription["sid"], name)):
        raise Refusal(409, 20409, f"{name} is already subscribed to")
    return _subscribe(world, subscription, name, version, call.now)


@operation("ListSubscribedEvent")
def list_types(world: World, call: Call) -> Answer:
    """The event types of a subscription."""
    subscription = world.fetch(KIND, call.path["SubscriptionSid"], call.account_sid)
    return Listing(SUBSCRIBED, call.account_sid, subscription["sid"])


@operation("FetchSubscribedEvent")
def fetch_type(world: World, call: Call) -> Answer:
    """One event type of a subscription."""
    return _fetch_event(world, call)


@operation("UpdateSubscribedEvent")
def update_type(world: World, call: Call) -> Answer:
    """Another version of its schema."""
    event = _fetch_event(world, call)
    if "SchemaVersion" in call.params:
        _, event["schema_version"] = _choose(
            {"type": event["type"], "schema_version": call.params["SchemaVersion"]}
        )
    return world.save(SUBSCRIBED, _key(event["subscription_sid"], event["type"]), event, call.now)


@operation("DeleteSubscribedEvent")
def delete_type(world: World, call: Call) -> Answer:
    """Events of this type are no longer sent."""
    event = _fetch_event(world, call)
    world.store.delete(SUBSCRIBED, _key(event["subscription_sid"], event["type"]))
    return None


def find_sinks(world: World, account_sid: str, type_: str) -> list[tuple[Document, int]]:
    """The sinks that want an event, each with the version of the schema it asked for; only to be read."""
    return world.store.derive(("sinks", account_sid, type_), lambda: _find_sinks(world, account_sid, type_))


def _find_sinks(world: World, account_sid: str, type_: str) -> list[tuple[Document, int]]:
    subscribers = []
    for event in world.store.find(SUBSCRIBED, type=type_, account_sid=account_sid):
        subscription = world.store.get(KIND, event["subscription_sid"])
        sink = subscription and world.store.get(sinks.KIND, subscription["sink_sid"])
        if sink:
            subscribers.append((sink, event["schema_version"]))
    return subscribers


def _choose(item: Any) -> tuple[str, int]:
    if not isinstance(item, dict) or not isinstance(item.get("type"), str):
        raise bad_request("Invalid parameter Types: objects with a type are needed")
    event_type = BY_ID.get(item["type"])
    if event_type is None:
        raise bad_request(f"Event type {item['type']} does not exist")
    version = item.get("schema_version")
    if version is None:
        version = 1  # U11: the default is the first, whatever the latest is
    if not isinstance(version, int) or not 1 <= version <= event_type.version:
        raise bad_request(f"{item['type']} has schema versions 1 to {event_type.version}")
    return event_type.id, version


def _subscribe(world: World, subscription: Document, name: str, version: int, now: float) -> Document:
    sid = subscription["sid"]
    document = {
        "account_sid": subscription["account_sid"],
        "subscription_sid": sid,
        "type": name,
        "schema_version": version,
        "url": f"/v1/Subscriptions/{sid}/SubscribedEvents/{name}",
    }
    return world.create(SUBSCRIBED, _key(sid, name), document, now, parent=sid)


def _key(subscription_sid: str, type_: str) -> str:
    return f"{subscription_sid}/{type_}"


def _fetch_event(world: World, call: Call) -> Document:
    subscription = world.fetch(KIND, call.path["SubscriptionSid"], call.account_sid)
    event = world.store.get(SUBSCRIBED, _key(subscription["sid"], call.path["Type"]))
    if event is None:
        raise NotFound
    return event
