"""
Messaging Services (M1): a sender pool and at most one Campaign.

Deleting a service deletes its Campaign too (M2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.core.documents import Listing
from simulator.core.errors import bad_request
from simulator.core.handlers import Call, operation
from simulator.services.usecases import INCOMPATIBLE, USECASES, is_compatible

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "service"
FIELDS = {
    "FriendlyName": "friendly_name",
    "InboundRequestUrl": "inbound_request_url",
    "InboundMethod": "inbound_method",
    "FallbackUrl": "fallback_url",
    "FallbackMethod": "fallback_method",
    "StatusCallback": "status_callback",
    "StickySender": "sticky_sender",
    "MmsConverter": "mms_converter",
    "SmartEncoding": "smart_encoding",
    "ScanMessageContent": "scan_message_content",
    "FallbackToLongCode": "fallback_to_long_code",
    "AreaCodeGeomatch": "area_code_geomatch",
    "ValidityPeriod": "validity_period",
    "SynchronousValidation": "synchronous_validation",
    "Usecase": "usecase",
    "UseInboundWebhookOnNumber": "use_inbound_webhook_on_number",
}
DEFAULTS: dict[str, object] = {
    "inbound_method": "POST",
    "fallback_method": "POST",
    "sticky_sender": True,
    "mms_converter": True,
    "smart_encoding": True,
    "scan_message_content": "inherit",
    "fallback_to_long_code": True,
    "area_code_geomatch": True,
    "validity_period": 36000,
    "synchronous_validation": True,
    "usecase": "undeclared",  # M1: the default that fits all
    "use_inbound_webhook_on_number": False,
}
LONGEST_NAME = 64
LONGEST_VALIDITY = 36000
SUB_RESOURCES = {
    "phone_numbers": "PhoneNumbers",
    "short_codes": "ShortCodes",
    "alpha_senders": "AlphaSenders",
    "us_app_to_person": "Compliance/Usa2p",
    "us_app_to_person_usecases": "Compliance/Usa2p/Usecases",
    "channel_senders": "ChannelSenders",
    "destination_alpha_senders": "DestinationAlphaSenders",
}

# How a service answers STOP and HELP is set in the Console; `/_sim/services` plays that.
# UNDECLARED is our reading of C5: whoever sends all four texts manages them himself.
UNDECLARED = "undeclared"
OPT_OUT_MODES = (UNDECLARED, "default", "advanced", "self")


@operation("CreateService")
def create(world: World, call: Call) -> Answer:
    """A service with Twilio's defaults where nothing is said."""
    _check(call)
    sid = world.sids.new("MG")
    path = f"/v1/Services/{sid}"
    document: Document = {
        **DEFAULTS,
        **_fields(call),
        "sid": sid,
        "account_sid": call.account_sid,
        "us_app_to_person_registered": False,
        "url": path,
        "links": {name: f"{path}/{part}" for name, part in SUB_RESOURCES.items()},
        "_opt_out_management": UNDECLARED,
    }
    return world.create(KIND, sid, document, call.now)


@operation("ListService")
def list_services(_world: World, call: Call) -> Answer:
    """All of the account."""
    return Listing(KIND, call.account_sid)


@operation("FetchService")
def fetch(world: World, call: Call) -> Answer:
    """One service."""
    return world.fetch(KIND, call.path["Sid"], call.account_sid)


@operation("UpdateService")
def update(world: World, call: Call) -> Answer:
    """Any field."""
    _check(call)
    service = world.fetch(KIND, call.path["Sid"], call.account_sid) | _fields(call)
    if "Usecase" in call.params:
        _refuse_misfit(world, service)
    return world.save(KIND, service["sid"], service, call.now)


@operation("DeleteService")
def delete(world: World, call: Call) -> Answer:
    """M2: the Campaign goes with it, and the numbers are free again."""
    service = world.fetch(KIND, call.path["Sid"], call.account_sid)
    world.announce("service.deleted", service, call.now)
    world.store.delete(KIND, service["sid"])
    return None


@operation("FetchUsecase")
def list_usecases(_world: World, _call: Call) -> Answer:
    """The use cases of a service, which are not those of a Campaign."""
    return {
        "usecases": [
            {"usecase": code, "description": f"{code.title()} messages.", "purpose": code}
            for code in USECASES
        ]
    }


def mark_registered(world: World, sid: str, now: float, *, registered: bool) -> None:
    """A service shows whether it holds an approved Campaign."""
    service = world.store.get(KIND, sid)
    if service and service["us_app_to_person_registered"] != registered:
        service["us_app_to_person_registered"] = registered
        world.save(KIND, sid, service, now)


def _refuse_misfit(world: World, service: Document) -> None:
    """M3: the use case of a service has to fit the Campaign that it holds."""
    campaign = world.store.get("campaign", service["sid"])
    if campaign and not is_compatible(service["usecase"], campaign["us_app_to_person_usecase"]):
        message = f"Use case {service['usecase']} does not fit the Campaign of {service['sid']}"
        raise bad_request(message, INCOMPATIBLE)


def _check(call: Call) -> None:
    name = call.params.get("FriendlyName")
    if name is not None and not 0 < len(name) <= LONGEST_NAME:
        raise bad_request(f"FriendlyName must have 1 to {LONGEST_NAME} characters")
    if not 1 <= call.params.get("ValidityPeriod", 1) <= LONGEST_VALIDITY:
        raise bad_request(f"ValidityPeriod must be 1 to {LONGEST_VALIDITY}")
    if call.params.get("Usecase", "undeclared") not in USECASES:
        raise bad_request(f"Usecase must be one of {', '.join(USECASES)}")


def _fields(call: Call) -> Document:
    return {FIELDS[name]: value for name, value in call.params.items()}
