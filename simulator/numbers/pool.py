"""
The sender pool of a Messaging Service (N2): which of the account's numbers it sends from.

The PhoneNumbers resource shows no registration status; numbers register by themselves (1.11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core import state_machines
from simulator.core.documents import Listing
from simulator.core.errors import NotFound, Refusal, bad_request
from simulator.core.handlers import Call, on_event, operation
from simulator.numbers.incoming import KIND as OWNED
from simulator.services import resource as services

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "pool_number"
ALREADY_HERE = 21710
ALREADY_ELSEWHERE = 21712
POOL_FULL = 21714
NO_SMS = 21715
OPERATION_ON_SUSPENDED = 21729
LARGEST_POOL = 400


@operation("CreatePhoneNumber")
def create(world: World, call: Call) -> Answer:
    """One number in one pool only (1.11)."""
    service = world.fetch(services.KIND, call.path["ServiceSid"], call.account_sid)
    sid = call.params["PhoneNumberSid"]
    number = world.fetch_referenced(OWNED, "PhoneNumberSid", sid, call.account_sid)
    _refuse_suspended(world, service)
    _refuse_number(world, service, number)
    capabilities = [n.upper() if n != "voice" else "Voice" for n in ("mms", "sms", "voice")]
    document = {
        "sid": number["sid"],
        "account_sid": call.account_sid,
        "service_sid": service["sid"],
        "phone_number": number["phone_number"],
        "country_code": "US",
        "capabilities": [c for c in capabilities if number["capabilities"][c.lower()]],
        "url": f"{service['url']}/PhoneNumbers/{number['sid']}",
        state_machines.ROUND: state_machines.allot_first_round(world),
    }
    world.create(KIND, number["sid"], document, call.now, parent=service["sid"])
    world.announce("number.added", document, call.now)
    return document


@operation("ListPhoneNumber")
def list_numbers(world: World, call: Call) -> Answer:
    """The pool of a service."""
    service = world.fetch(services.KIND, call.path["ServiceSid"], call.account_sid)
    return Listing(KIND, call.account_sid, service["sid"])


@operation("FetchPhoneNumber")
def fetch(world: World, call: Call) -> Answer:
    """One number of a pool."""
    return _number(world, call)


@operation("DeletePhoneNumber")
def delete(world: World, call: Call) -> Answer:
    """Takes a number out of the pool; the account keeps it."""
    number = _number(world, call)
    _refuse_suspended(world, {"sid": number["service_sid"]})
    remove(world, number, call.now)
    return None


def remove(world: World, number: Document, now: float) -> None:
    """Take a number out of its pool."""
    world.store.delete(KIND, number["sid"])
    world.announce("number.removed", number, now)


@on_event("service.deleted")
def release_pool(world: World, service: Document, now: float) -> None:
    """M2: the numbers of a deleted service are free again."""
    for number in world.store.find_children(KIND, service["sid"]):
        remove(world, number, now)


def _number(world: World, call: Call) -> Document:
    service = world.fetch(services.KIND, call.path["ServiceSid"], call.account_sid)
    number = world.fetch(KIND, call.path["Sid"], call.account_sid)
    if number["service_sid"] != service["sid"]:
        raise NotFound
    return number


def _refuse_number(world: World, service: Document, number: Document) -> None:
    existing = world.store.get(KIND, number["sid"])
    if existing and existing["service_sid"] == service["sid"]:
        message = "Phone Number or Short Code is already in the Messaging Service."
        raise Refusal(409, ALREADY_HERE, message)
    if existing:
        message = f"Phone Number is in another Messaging Service: {existing['service_sid']}"
        raise Refusal(409, ALREADY_ELSEWHERE, message)
    if not number["capabilities"]["sms"]:
        raise bad_request("Phone Number has no SMS capability", NO_SMS)
    if len(world.store.find_children(KIND, service["sid"])) >= LARGEST_POOL:
        raise Refusal(412, POOL_FULL, "Number Pool size limit reached")


def _refuse_suspended(world: World, service: Document) -> None:
    """1.11: no number comes or goes while the Campaign is suspended."""
    campaign = world.store.get("campaign", service["sid"])
    if campaign and campaign["campaign_status"] == "SUSPENDED":
        raise bad_request("The Campaign is suspended; contact Support", OPERATION_ON_SUSPENDED)
