"""
What is there before the first request.

An account, the ISV's approved primary profile (G1), and eight numbers that can send SMS; where they are asked
for, subaccounts with five numbers each (U12). All SIDs follow from the seed alone, whatever the account is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.accounts import resource as accounts
from simulator.core.sids import derive
from simulator.numbers import incoming
from simulator.trusthub import bundles, objects, policies
from simulator.trusthub.assignments import ENTITY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from simulator.core.world import World

DEFAULT_SEED = 10
PHONE_NUMBERS = tuple(f"+1415555010{last}" for last in range(8))
MOST_SUBACCOUNTS = 9  # that there are numbers of fiction for
PRIMARY_BUSINESS = {
    "business_name": "Example ISV, Inc.",
    "business_type": "Corporation",
    "business_identity": "isv_reseller_or_partner",
    "business_industry": "TECHNOLOGY",
    "business_registration_identifier": "EIN",
    "business_registration_number": "12-3456789",
    "business_regions_of_operation": "USA_AND_CANADA",
    "website_url": "https://isv.example.com",
}


@dataclass(frozen=True)
class Seeded:
    """The constants of a seed."""

    account_sid: str
    auth_token: str
    api_key_sid: str
    api_key_secret: str
    primary_customer_profile_sid: str
    phone_number_sids: tuple[str, ...]


def constants(seed: int) -> Seeded:
    """What a client may have written down before the simulator started."""
    return Seeded(
        account_sid="AC" + derive(seed, "account"),
        auth_token=derive(seed, "token"),
        api_key_sid="SK" + derive(seed, "key"),
        api_key_secret=derive(seed, "secret"),
        primary_customer_profile_sid="BU" + derive(seed, "primary"),
        phone_number_sids=tuple("PN" + derive(seed, number) for number in PHONE_NUMBERS),
    )


def plant(
    world: World,
    seeded: Seeded,
    account: tuple[str, str],
    now: float,
    *,
    subaccounts: Iterable[tuple[str, str]] = (),
) -> None:
    """
    Fill an empty store; in a filled one only tokens may change, and subaccounts be added.

    account, subaccounts: SID and token of each.
    """
    account_sid, _ = account
    with world.transaction(now):
        _plant_account(world, account, now)
    _plant_main(world, seeded, account_sid, now)
    for index, subaccount in enumerate(subaccounts):
        with world.transaction(now):
            _plant_subaccount(world, subaccount, account_sid, index, now)


def _plant_main(world: World, seeded: Seeded, account_sid: str, now: float) -> None:
    if world.store.get(bundles.KIND, seeded.primary_customer_profile_sid):
        return
    with world.transaction(now):
        _plant_primary(world, seeded.primary_customer_profile_sid, account_sid, now)
        for number, sid in zip(PHONE_NUMBERS, seeded.phone_number_sids, strict=True):
            incoming.give_number(world, account_sid, number, now, sid)


def _plant_account(world: World, account: tuple[str, str], now: float) -> None:
    """The main account; a database of an older simulator has none, and a restart may bring another token."""
    if world.store.get(accounts.KIND, account[0]) is None:
        accounts.open_account(world, account, "Example ISV", now)
    _take_token(world, account, now)


def _plant_subaccount(world: World, account: tuple[str, str], owner: str, index: int, now: float) -> None:
    if world.store.get(accounts.KIND, account[0]) is None:
        accounts.open_account(world, account, f"Example customer {index + 1}", now, owner_sid=owner)
        for number in list_subaccount_numbers(index):
            incoming.give_number(world, account[0], number, now, "PN" + derive(world.sids.seed, number))
    _take_token(world, account, now)


def _take_token(world: World, account: tuple[str, str], now: float) -> None:
    sid, token = account
    known = world.store.get(accounts.KIND, sid)
    if known and known["auth_token"] != token:
        world.save(accounts.KIND, sid, known | {"auth_token": token}, now)


def list_subaccount_numbers(index: int) -> list[str]:
    """The numbers of a subaccount that the command line opens, the first one's index being 0."""
    return [f"+141555501{index + 1}{last}" for last in range(5)]


def _plant_primary(world: World, sid: str, account_sid: str, now: float) -> None:
    """G1: approved in the Console, its business identity an ISV's."""
    document = {
        "sid": sid,
        "account_sid": account_sid,
        "friendly_name": "Example ISV primary profile",
        "email": "compliance@isv.example.com",
        "policy_sid": policies.PRIMARY_BUSINESS.sid,
        "status_callback": None,
    }
    primary = bundles.new_bundle(world, bundles.PROFILE, document, now)
    primary["status"] = bundles.APPROVED
    world.save(bundles.KIND, sid, primary, now)
    end_user = "IT" + sid[2:]
    business = {
        "sid": end_user,
        "account_sid": account_sid,
        "friendly_name": "Example ISV",
        "type": policies.BUSINESS.type,
        "attributes": PRIMARY_BUSINESS,
        "url": f"/v1/EndUsers/{end_user}",
    }
    world.create(objects.END_USER, end_user, business, now)
    assignment = "BV" + sid[2:]
    world.create(
        ENTITY,
        assignment,
        {
            "sid": assignment,
            "account_sid": account_sid,
            "customer_profile_sid": sid,
            "object_sid": end_user,
            "url": f"{primary['url']}/EntityAssignments/{assignment}",
            "_object_type": "IT",
        },
        now,
        parent=sid,
    )
