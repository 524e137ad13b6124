"""The phone numbers an account owns (the 2010 API): lookup, purchase, release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from simulator.core.documents import Listing
from simulator.core.errors import bad_request
from simulator.core.handlers import Call, operation
from simulator.core.queries import Like

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

KIND = "incoming_number"
PHONE_NUMBER_REQUIRED = 21404
INVALID_PHONE_NUMBER = 21421
NOT_AVAILABLE = 21422
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
AREA_CODE = re.compile(r"[2-9][0-9]{2}")
SETTABLE = {
    "FriendlyName": "friendly_name",
    "AddressSid": "address_sid",
    "ApiVersion": "api_version",
    "BundleSid": "bundle_sid",
    "EmergencyAddressSid": "emergency_address_sid",
    "EmergencyStatus": "emergency_status",
    "IdentitySid": "identity_sid",
    "SmsApplicationSid": "sms_application_sid",
    "SmsFallbackMethod": "sms_fallback_method",
    "SmsFallbackUrl": "sms_fallback_url",
    "SmsMethod": "sms_method",
    "SmsUrl": "sms_url",
    "StatusCallback": "status_callback",
    "StatusCallbackMethod": "status_callback_method",
    "TrunkSid": "trunk_sid",
    "VoiceApplicationSid": "voice_application_sid",
    "VoiceCallerIdLookup": "voice_caller_id_lookup",
    "VoiceFallbackMethod": "voice_fallback_method",
    "VoiceFallbackUrl": "voice_fallback_url",
    "VoiceMethod": "voice_method",
    "VoiceReceiveMode": "voice_receive_mode",
    "VoiceUrl": "voice_url",
}
TYPES = {"Local": "local", "Mobile": "mobile", "TollFree": "toll-free"}
TOLL_FREE = re.compile(r"\+1(800|833|844|855|866|877|888)[0-9]{7}")
DEFAULTS: Document = {
    "api_version": "2010-04-01",
    "address_requirements": "none",
    "beta": False,
    "emergency_status": "Inactive",
    "emergency_address_status": "unregistered",
    "origin": "twilio",
    "sms_fallback_method": "POST",
    "sms_method": "POST",
    "status": "in-use",
    "status_callback_method": "POST",
    "type": "local",
    "voice_caller_id_lookup": False,
    "voice_fallback_method": "POST",
    "voice_method": "POST",
    "voice_receive_mode": "voice",
}


def give_number(
    world: World, account_sid: str, phone_number: str, now: float, sid: str | None = None
) -> Document:
    """Give a number to an account; the seed gives the SIDs of the first ones."""
    sid = sid or world.sids.new("PN")
    document = {
        **DEFAULTS,
        "sid": sid,
        "account_sid": account_sid,
        "phone_number": phone_number,
        "friendly_name": format_national(phone_number),
        "type": "toll-free" if TOLL_FREE.fullmatch(phone_number) else "local",
        "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
        "uri": f"/2010-04-01/Accounts/{account_sid}/IncomingPhoneNumbers/{sid}.json",
    }
    return world.create(KIND, sid, document, now)


@operation(
    "CreateIncomingPhoneNumber",
    "CreateIncomingPhoneNumberLocal",
    "CreateIncomingPhoneNumberMobile",
    "CreateIncomingPhoneNumberTollFree",
)
def create(world: World, call: Call) -> Answer:
    """Buys the number that is asked for, or one with the area code."""
    phone_number = _choose(world, call)
    type_ = TYPES.get(call.operation.removeprefix("CreateIncomingPhoneNumber"))
    is_toll_free = bool(TOLL_FREE.fullmatch(phone_number))
    if type_ is not None and (type_ == "toll-free") != is_toll_free:
        raise bad_request(f"{phone_number} is not available as {type_}", NOT_AVAILABLE)
    if world.store.find(KIND, phone_number=phone_number):
        raise bad_request(f"{phone_number} is not available", NOT_AVAILABLE)
    document = give_number(world, call.account_sid, phone_number, call.now) | _fields(call)
    return world.save(KIND, document["sid"], document, call.now)


@operation(
    "ListIncomingPhoneNumber",
    "ListIncomingPhoneNumberLocal",
    "ListIncomingPhoneNumberMobile",
    "ListIncomingPhoneNumberTollFree",
)
def list_numbers(_world: World, call: Call) -> Answer:
    """Of one type or of all. PhoneNumber may be a part of one, with `*` for what is left out."""
    where: dict[str, object] = {}
    if (type_ := TYPES.get(call.operation.removeprefix("ListIncomingPhoneNumber"))) is not None:
        where["type"] = type_
    for name, value in call.params.items():
        match name:
            case "PhoneNumber":
                where["phone_number"] = value if E164.fullmatch(value) else Like(f"*{value}*")
            case "Beta" | "FriendlyName" | "Origin":
                where[{"Beta": "beta", "Origin": "origin"}.get(name, "friendly_name")] = value
    return Listing(KIND, call.account_sid, where=where)


@operation("FetchIncomingPhoneNumber")
def fetch(world: World, call: Call) -> Answer:
    """One number."""
    return world.fetch(KIND, call.path["Sid"], call.account_sid)


@operation("UpdateIncomingPhoneNumber")
def update(world: World, call: Call) -> Answer:
    """Its settings; moving it to another account is not simulated."""
    number = world.fetch(KIND, call.path["Sid"], call.account_sid)
    if call.params.get("AccountSid", call.account_sid) != call.account_sid:
        raise bad_request("AccountSid: numbers cannot be moved to another account here")
    return world.save(KIND, number["sid"], number | _fields(call), call.now)


@operation("DeleteIncomingPhoneNumber")
def delete(world: World, call: Call) -> Answer:
    """Releases the number, out of any pool too."""
    number = world.fetch(KIND, call.path["Sid"], call.account_sid)
    if pooled := world.store.get("pool_number", number["sid"]):
        world.store.delete("pool_number", number["sid"])
        world.announce("number.removed", pooled, call.now)
    world.store.delete(KIND, number["sid"])
    return None


def _fields(call: Call) -> Document:
    return {SETTABLE[name]: value for name, value in call.params.items() if name in SETTABLE}


def _choose(world: World, call: Call) -> str:
    if phone_number := call.params.get("PhoneNumber"):
        if not E164.fullmatch(phone_number):
            raise bad_request(f"{phone_number} is not a valid phone number", INVALID_PHONE_NUMBER)
        return str(phone_number)
    area_code = call.params.get("AreaCode", "")
    if not AREA_CODE.fullmatch(area_code):
        raise bad_request("A PhoneNumber or AreaCode is required", PHONE_NUMBER_REQUIRED)
    # 555-01xx is fiction's own range.
    return f"+1{area_code}55{world.store.next_number('number'):05d}"


def format_national(phone_number: str) -> str:
    """A North American number as people write it; any other as it is."""
    match = re.fullmatch(r"\+1([0-9]{3})([0-9]{3})([0-9]{4})", phone_number)
    return f"({match[1]}) {match[2]}-{match[3]}" if match else phone_number
