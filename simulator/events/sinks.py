"""
Sinks: where events go. Only webhooks are really delivered to.

All are active from the beginning, and a validation always finds them valid, as at Twilio since 2024 (M12).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulator.core.documents import Listing
from simulator.core.errors import bad_request
from simulator.core.handlers import Call, operation
from simulator.events import envelope

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "sink"
ACTIVE = "active"
NEEDED = {
    "webhook": ("destination", "method"),
    "kinesis": ("arn", "role_arn", "external_id"),
    "segment": ("write_key",),
    "email": (),
}


@operation("CreateSink")
def create(world: World, call: Call) -> Answer:
    """The configuration depends on the type."""
    kind, configuration = call.params["SinkType"], call.params["SinkConfiguration"]
    _check(kind, configuration)
    sid = world.sids.new("DG")
    document = {
        "sid": sid,
        "account_sid": call.account_sid,
        "description": call.params["Description"],
        "sink_type": kind,
        "sink_configuration": configuration,
        "status": ACTIVE,
        "url": f"/v1/Sinks/{sid}",
        "links": {
            "sink_test": f"/v1/Sinks/{sid}/Test",
            "sink_validate": f"/v1/Sinks/{sid}/Validate",
        },
    }
    return world.create(KIND, sid, document, call.now)


@operation("ListSink")
def list_sinks(world: World, call: Call) -> Answer:
    """Filtered by status, and by whether a subscription uses it."""
    where: dict[str, Any] = {}
    if "Status" in call.params:
        where["status"] = call.params["Status"]
    if "InUse" in call.params:
        used = {s["sink_sid"] for s in world.store.find("subscription")}
        sids = [s["sid"] for s in world.store.find(KIND)]
        where["sid"] = tuple(sid for sid in sids if (sid in used) == call.params["InUse"])
    return Listing(KIND, call.account_sid, where=where)


@operation("FetchSink")
def fetch(world: World, call: Call) -> Answer:
    """One sink."""
    return world.fetch(KIND, call.path["Sid"], call.account_sid)


@operation("UpdateSink")
def update(world: World, call: Call) -> Answer:
    """Only the description can change."""
    sink = world.fetch(KIND, call.path["Sid"], call.account_sid)
    sink["description"] = call.params["Description"]
    return world.save(KIND, sink["sid"], sink, call.now)


@operation("DeleteSink")
def delete(world: World, call: Call) -> Answer:
    """Not while a subscription sends to it."""
    sink = world.fetch(KIND, call.path["Sid"], call.account_sid)
    if any(s["sink_sid"] == sink["sid"] for s in world.store.find("subscription")):
        raise bad_request(f"{sink['sid']} is in use by a subscription")
    world.store.delete(KIND, sink["sid"])
    return None


@operation("CreateSinkTest")
def send_test(world: World, call: Call) -> Answer:
    """Sends an event with a test id to the sink."""
    sink = world.fetch(KIND, call.path["Sid"], call.account_sid)
    data = {"test_id": world.sids.new("DT")}
    event = envelope.wrap_event(
        world, "com.twilio.eventstreams.test-event", "EventStreams.Test/1", data, call.now
    )
    envelope.deliver_event(world, sink, event, call.now)
    return {"result": "submitted"}


@operation("CreateSinkValidate")
def validate(world: World, call: Call) -> Answer:
    """Any test id will do."""
    world.fetch(KIND, call.path["Sid"], call.account_sid)
    return {"result": "valid"}


def _check(kind: str, configuration: Any) -> None:
    if not isinstance(configuration, dict):
        raise bad_request("Invalid parameter SinkConfiguration: a JSON object is needed")
    for name in NEEDED[kind]:
        if not isinstance(configuration.get(name), str):
            raise bad_request(f"SinkConfiguration of a {kind} sink needs {name}")
    if kind == "webhook":
        parts = _split(configuration["destination"])
        if parts is None:
            raise bad_request("SinkConfiguration: destination is not a valid http(s) URL")
        if configuration["method"].upper() not in {"GET", "POST"}:
            raise bad_request("SinkConfiguration: method is GET or POST")


def _split(url: str) -> Document | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    valid = parts.scheme in {"http", "https"} and parts.netloc
    return {"host": parts.netloc} if valid else None
