"""
Numbers that can be bought: AvailablePhoneNumbers of the 2010 API, in the US and Canada.

All end in 555-0100 to 555-0199, fiction's own. An account's purchase takes a number out of every
account's list. There are no mobile numbers of their own kind in these countries, so that list is empty,
as Twilio's is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from simulator.core.documents import Fixed
from simulator.core.errors import NotFound, bad_request
from simulator.core.handlers import Call, operation
from simulator.numbers.incoming import KIND, format_national

if TYPE_CHECKING:
    from collections.abc import Iterator

    from simulator.core.documents import Document
    from simulator.core.handlers import Answer
    from simulator.core.world import World

# Area code: city, region, postal code. The first of a country is offered where none is asked for.
AREAS: dict[str, dict[str, tuple[str, str, str]]] = {
    "US": {
        "415": ("San Francisco", "CA", "94105"),
        "212": ("New York", "NY", "10001"),
        "206": ("Seattle", "WA", "98101"),
        "312": ("Chicago", "IL", "60601"),
        "512": ("Austin", "TX", "78701"),
        "617": ("Boston", "MA", "02215"),
    },
    "CA": {"604": ("Vancouver", "BC", "V5K 0A1"), "416": ("Toronto", "ON", "M5H 2N2")},
}
COUNTRIES = {"US": "United States", "CA": "Canada"}
TOLL_FREE_AREAS = ("833", "844", "855", "866", "877", "888")
KINDS = {"Local": "local", "Mobile": "mobile", "TollFree": "toll_free"}
CAPABILITIES = {"voice": True, "sms": True, "mms": True, "fax": False}
ENABLED = {"SmsEnabled": "sms", "MmsEnabled": "mms", "VoiceEnabled": "voice", "FaxEnabled": "fax"}
AREA_CODE = re.compile(r"[2-9][0-9]{2}")
CONTAINED = re.compile(r"[0-9A-Za-z+*]{2,16}")
KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


@operation("ListAvailablePhoneNumberCountry")
def list_countries(_world: World, call: Call) -> Answer:
    """Those in which this simulator has numbers."""
    path = f"/2010-04-01/Accounts/{call.account_sid}/AvailablePhoneNumbers"
    return {
        "countries": [_describe_country(path, code) for code in COUNTRIES],
        "uri": f"{path}.json",
    }


@operation("FetchAvailablePhoneNumberCountry")
def fetch_country(_world: World, call: Call) -> Answer:
    """One country."""
    path = f"/2010-04-01/Accounts/{call.account_sid}/AvailablePhoneNumbers"
    return _describe_country(path, _country(call))


@operation(
    "ListAvailablePhoneNumberLocal", "ListAvailablePhoneNumberMobile", "ListAvailablePhoneNumberTollFree"
)
def list_numbers(world: World, call: Call) -> Answer:
    """Filtered by area code, region, city, postal code, digits and capabilities; others are not looked at."""
    country = _country(call)
    if any(call.params.get(name, CAPABILITIES[what]) != CAPABILITIES[what] for name, what in ENABLED.items()):
        return Fixed(())
    owned = {number["phone_number"] for number in world.store.find(KIND)}
    contained = _contained(call.params)
    numbers = (
        number
        for number in _offer(call, country)
        if number["phone_number"] not in owned and contained.search(number["phone_number"])
    )
    return Fixed(tuple(numbers))


def _country(call: Call) -> str:
    country = call.path["CountryCode"].upper()
    if country not in COUNTRIES:
        raise NotFound
    return country


def _describe_country(path: str, code: str) -> Document:
    return {
        "country_code": code,
        "country": COUNTRIES[code],
        "beta": False,
        "uri": f"{path}/{code}.json",
        "subresource_uris": {name: f"{path}/{code}/{kind}.json" for kind, name in KINDS.items()},
    }


def _offer(call: Call, country: str) -> Iterator[Document]:
    if call.operation.endswith("Mobile"):
        return
    is_local = call.operation.endswith("Local")
    for area, place in _areas(call.params, country) if is_local else ((a, None) for a in TOLL_FREE_AREAS):
        for last in range(100):
            yield _describe_number(f"+1{area}55501{last:02d}", country, place)


def _areas(params: Any, country: str) -> list[tuple[str, tuple[str, str, str]]]:
    """The area codes that fit what is asked for, each with its place."""
    if (asked := str(params.get("AreaCode", ""))) and not AREA_CODE.fullmatch(asked):
        raise bad_request(f"AreaCode {asked} is invalid")
    known = AREAS[country]
    if asked:
        return [(asked, known.get(asked, next(iter(known.values()))))]
    wanted = {
        name: str(params[name]).casefold()
        for name in ("InLocality", "InRegion", "InPostalCode")
        if name in params
    }
    return [
        (area, place)
        for area, place in known.items()
        if all(
            wanted.get(name, value.casefold()) == value.casefold()
            for name, value in zip(("InLocality", "InRegion", "InPostalCode"), place, strict=True)
        )
    ]


def _contained(params: Any) -> re.Pattern[str]:
    """Digits that a number has to have, letters as on a telephone, with `*` for any one digit."""
    text = str(params.get("Contains", "+1"))
    if not CONTAINED.fullmatch(text):
        raise bad_request(f"Contains {text}: two or more digits or letters, or * for any, are needed")
    digits = text.upper().translate(KEYPAD)
    return re.compile(re.escape(digits).replace(r"\*", "[0-9]"))


def _describe_number(phone_number: str, country: str, place: tuple[str, str, str] | None) -> Document:
    locality, region, postal_code = place or (None, None, None)
    return {
        "phone_number": phone_number,
        "friendly_name": format_national(phone_number),
        "iso_country": country,
        "locality": locality,
        "region": region,
        "postal_code": postal_code,
        "rate_center": locality,
        "lata": None,
        "latitude": None,
        "longitude": None,
        "address_requirements": "none",
        "beta": False,
        "capabilities": CAPABILITIES,
    }
