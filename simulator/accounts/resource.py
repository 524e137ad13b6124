"""
Accounts of the 2010 API (U12): the main account and its subaccounts, each with a token of its own.

A parent sees its subaccounts and acts for them in the 2010 API; a subaccount sees only itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.documents import Listing
from simulator.core.errors import NotFound, Refusal, bad_request
from simulator.core.handlers import Call, operation
from simulator.core.sids import derive

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "account"
ACTIVE = "active"
CLOSED = "closed"
NOT_ACTIVE = 20005
MOST_SUBACCOUNTS = 1000  # U12, by default
SUB_RESOURCES = {
    "addresses": "Addresses",
    "available_phone_numbers": "AvailablePhoneNumbers",
    "incoming_phone_numbers": "IncomingPhoneNumbers",
}


def open_account(
    world: World, account: tuple[str, str], name: str, now: float, *, owner_sid: str | None = None
) -> Document:
    """Store an account, given by SID and token; without an owner it is a main account."""
    sid, token = account
    path = f"/2010-04-01/Accounts/{sid}"
    document = {
        "sid": sid,
        "account_sid": owner_sid or sid,  # in whose list it is
        "owner_account_sid": owner_sid or sid,
        "friendly_name": name,
        "status": ACTIVE,
        "type": "Full",
        "auth_token": token,
        "uri": f"{path}.json",
        "subresource_uris": {name: f"{path}/{part}.json" for name, part in SUB_RESOURCES.items()},
    }
    return world.create(KIND, sid, document, now)


@operation("CreateAccount")
def create(world: World, call: Call) -> Answer:
    """A subaccount of the caller, which has to be a main account."""
    owner = _fetch_own(world, call)
    if owner["owner_account_sid"] != owner["sid"]:
        raise bad_request("A subaccount cannot have subaccounts")
    if len(world.store.find(KIND, owner_account_sid=owner["sid"])) > MOST_SUBACCOUNTS:
        raise bad_request(f"The account has {MOST_SUBACCOUNTS} subaccounts, as many as it may", None)
    sid = world.sids.new("AC")
    name = call.params.get("FriendlyName") or f"SubAccount {sid[2:8]}"
    token = derive(world.sids.seed, f"token/{sid}")
    return open_account(world, (sid, token), name, call.now, owner_sid=owner["sid"])


@operation("ListAccount")
def list_accounts(_world: World, call: Call) -> Answer:
    """The caller's own, and its subaccounts; filtered by name and status."""
    names = {"FriendlyName": "friendly_name", "Status": "status"}
    return Listing(KIND, call.account_sid, where={names[n]: value for n, value in call.params.items()})


@operation("FetchAccount")
def fetch(world: World, call: Call) -> Answer:
    """The caller's own account, or one of its subaccounts."""
    return _fetch(world, call)


@operation("UpdateAccount")
def update(world: World, call: Call) -> Answer:
    """Its name, and the status of a subaccount: active, suspended or closed, which is for good."""
    account = _fetch(world, call)
    status = call.params.get("Status", account["status"])
    if status != account["status"] and account["owner_account_sid"] == account["sid"]:
        raise bad_request("The status of a main account cannot be changed by API")
    if status != account["status"] and account["status"] == CLOSED:
        raise bad_request("A closed account cannot be opened again")
    account |= {"friendly_name": call.params.get("FriendlyName", account["friendly_name"]), "status": status}
    return world.save(KIND, account["sid"], account, call.now)


def refuse_inactive(world: World, sid: str) -> None:
    """A suspended or closed account may do nothing."""
    account = world.store.get(KIND, sid)
    if account and account["status"] != ACTIVE:
        raise Refusal(403, NOT_ACTIVE, f"Account {sid} is {account['status']}")


def is_owner(world: World, owner_sid: str, sid: str) -> bool:
    """Whether one account is the parent of another, or the same."""
    account = world.store.get(KIND, sid)
    return owner_sid == sid or bool(account and account["owner_account_sid"] == owner_sid)


def _fetch_own(world: World, call: Call) -> Document:
    account = world.store.get(KIND, call.account_sid)
    if account is None:
        raise NotFound
    return account


def _fetch(world: World, call: Call) -> Document:
    account = world.store.get(KIND, call.path["Sid"])
    if account is None or call.account_sid not in {account["sid"], account["owner_account_sid"]}:
        raise NotFound
    return account
