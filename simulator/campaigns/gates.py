"""What has to be true of the Brand and of the service before a Campaign is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.brands import registrations as brands
from simulator.campaigns import usecases
from simulator.core.errors import CONFLICT, Refusal, bad_request
from simulator.services.usecases import INCOMPATIBLE, is_compatible

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Call
    from simulator.core.world import World

BRAND_NOT_READY = 21717
INVALID_USECASE = 21720
BRAND_SUSPENDED = 21731
ONE_SOLE_CAMPAIGN = 21732
MOST_CAMPAIGNS = 100  # 1.11: 30930
TOO_MANY_CAMPAIGNS = 30930


def check_usecase(usecase: str) -> None:
    """C18, C22: the string matches one use case exactly."""
    if usecase not in usecases.ALL:
        raise bad_request(f"Invalid use case {usecase}", INVALID_USECASE)


def check_compatibility(service: Document, usecase: str) -> None:
    """M3: the use cases of the service and of its Campaign have to fit."""
    if not is_compatible(service["usecase"], usecase):
        message = f"Use case {usecase} does not fit the use case {service['usecase']} of {service['sid']}"
        raise bad_request(message, INCOMPATIBLE)


def check_service(world: World, service: Document, now: float) -> None:
    """C21: one Campaign to a service; G7: and five seconds between two."""
    if world.store.get("campaign", service["sid"]):
        raise Refusal(409, CONFLICT, f"{service['sid']} already has a Campaign")
    deleted_at = service.get("_campaign_deleted_at")
    if deleted_at is None:
        return
    elapsed = now - deleted_at
    if elapsed < world.timings.campaign_deletion:
        raise Refusal(
            409,
            CONFLICT,
            f"The deletion of the Campaign of {service['sid']} is not finalized"
            f" ({elapsed:.1f} s ago, {world.timings.campaign_deletion:.0f} s needed)",
        )


def check_brand(world: World, call: Call) -> Document:
    """G6, B6: the Brand is approved and verified, and the use case is one of its own."""
    sid = call.params["BrandRegistrationSid"]
    brand = world.store.get(brands.KIND, sid)
    if brand is None or brand["account_sid"] != call.account_sid:
        raise bad_request(f"Brand {sid} is not registered", BRAND_NOT_READY)
    if brand["status"] == brands.SUSPENDED:
        raise bad_request(f"Brand {sid} is suspended", BRAND_SUSPENDED)
    if not brands.is_usable(brand):
        raise bad_request(
            f"Brand {sid} is not registered or not verified: status {brand['status']},"
            f" identity {brand['identity_status']}",
            BRAND_NOT_READY,
        )
    if brand["mock"] and brand["brand_type"] == brands.SOLE_PROPRIETOR:  # M9
        raise bad_request(
            f"Brand {sid} is a mock of a sole proprietor, which takes no Campaign", BRAND_NOT_READY
        )
    usecase = call.params["UsAppToPersonUsecase"]
    if usecase not in usecases.list_allowed(brand):
        raise bad_request(f"Brand {sid} cannot be used for {usecase}", BRAND_NOT_READY)
    _check_count(world, brand)
    return brand


def _check_count(world: World, brand: Document) -> None:
    """B6: one Campaign to a sole proprietor, whatever its status (1.11)."""
    campaigns = world.store.find("campaign", brand_registration_sid=brand["sid"])
    if brand["brand_type"] == brands.SOLE_PROPRIETOR and campaigns:
        raise bad_request(
            f"Brand {brand['sid']} already has its one Campaign, in {campaigns[0]['messaging_service_sid']}",
            ONE_SOLE_CAMPAIGN,
        )
    if len(campaigns) >= MOST_CAMPAIGNS:
        raise bad_request(f"Brand {brand['sid']} has {MOST_CAMPAIGNS}", TOO_MANY_CAMPAIGNS)
