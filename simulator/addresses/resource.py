"""Addresses (P4). Creating one checks little; the review of a bundle checks the rest (P10)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.addresses.correction import correct
from simulator.core.documents import Listing
from simulator.core.errors import bad_request
from simulator.core.handlers import Call, operation

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "address"
FIELDS = {
    "CustomerName": "customer_name",
    "FriendlyName": "friendly_name",
    "Street": "street",
    "StreetSecondary": "street_secondary",
    "City": "city",
    "Region": "region",
    "PostalCode": "postal_code",
    "IsoCountry": "iso_country",
    "EmergencyEnabled": "emergency_enabled",
}
NEEDED = ("CustomerName", "Street", "City", "Region", "PostalCode")
INVALID_COUNTRY = 21623


@operation("CreateAddress")
def create(world: World, call: Call) -> Answer:
    """Validated at once, verified never: that is another Twilio product."""
    _require_text(call)
    if not re.fullmatch(r"[A-Za-z]{2}", call.params["IsoCountry"]):
        raise bad_request(f"IsoCountry {call.params['IsoCountry']} is invalid", INVALID_COUNTRY)
    sid = world.sids.new("AD")
    document: Document = {
        "emergency_enabled": False,
        **_fields(call),
        "iso_country": call.params["IsoCountry"].upper(),
        "sid": sid,
        "account_sid": call.account_sid,
        "validated": True,
        "verified": False,
        "uri": f"/2010-04-01/Accounts/{call.account_sid}/Addresses/{sid}.json",
    }
    return world.create(KIND, sid, _corrected(call, document), call.now)


@operation("ListAddress")
def list_addresses(_world: World, call: Call) -> Answer:
    """Filtered by exact values."""
    return Listing(KIND, call.account_sid, where=_fields(call))


@operation("FetchAddress")
def fetch(world: World, call: Call) -> Answer:
    """One address."""
    return world.fetch(KIND, call.path["Sid"], call.account_sid)


@operation("UpdateAddress")
def update(world: World, call: Call) -> Answer:
    """All but the country can change."""
    _require_text(call)
    address = world.fetch(KIND, call.path["Sid"], call.account_sid) | _fields(call)
    return world.save(KIND, address["sid"], _corrected(call, address), call.now)


@operation("DeleteAddress")
def delete(world: World, call: Call) -> Answer:
    """A bundle that still names it is rejected by its next review (P10)."""
    address = world.fetch(KIND, call.path["Sid"], call.account_sid)
    world.store.delete(KIND, address["sid"])
    return None


def _corrected(call: Call, address: Document) -> Document:
    """AutoCorrectAddress is true unless the call says false."""
    return correct(address) if call.params.get("AutoCorrectAddress", True) else address


def _fields(call: Call) -> dict[str, object]:
    return {FIELDS[name]: value for name, value in call.params.items() if name in FIELDS}


def _require_text(call: Call) -> None:
    for name in NEEDED:
        if name in call.params and not call.params[name].strip():
            raise bad_request(f"{name} must not be empty")
