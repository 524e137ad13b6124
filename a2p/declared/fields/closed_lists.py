"""
The values that Twilio takes for what a business says of itself: closed lists, spelled as here (U19).

From the parameter tables of Twilio's guide for Standard and Low-Volume Standard Brands, as of November 2026.
"""

import difflib
import re
from collections.abc import Mapping
from types import MappingProxyType

from a2p.declared.fields.field_types import Constraint

LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "business_type": (
            "Co-operative",
            "Corporation",
            "Limited Liability Corporation",
            "Non-profit Corporation",
            "Partnership",
            "Sole Proprietorship",
        ),
        "business_industry": (
            "AGRICULTURE",
            "AUTOMOTIVE",
            "BANKING",
            "CONSTRUCTION",
            "CONSUMER",
            "EDUCATION",
            "ELECTRONICS",
            "ENERGY",
            "ENGINEERING",
            "FAST_MOVING_CONSUMER_GOODS",
            "FINANCIAL",
            "FINTECH",
            "FOOD_AND_BEVERAGE",
            "GOVERNMENT",
            "HEALTHCARE",
            "HOSPITALITY",
            "INSURANCE",
            "JEWELRY",
            "LEGAL",
            "MANUFACTURING",
            "MEDIA",
            "NOT_FOR_PROFIT",
            "OIL_AND_GAS",
            "ONLINE",
            "PROFESSIONAL_SERVICES",
            "RAW_MATERIALS",
            "REAL_ESTATE",
            "RELIGION",
            "RETAIL",
            "TECHNOLOGY",
            "TELECOMMUNICATIONS",
            "TRANSPORTATION",
            "TRAVEL",
        ),
        "business_registration_identifier": (
            "ACN",
            "CBN",
            "CCN",
            "CIN",
            "CN",
            "DUNS",
            "EIN",
            "Other",
            "RN",
            "VAT",
            "VATRN",
        ),
        "business_regions_of_operation": (
            "AFRICA",
            "ASIA",
            "AUSTRALIA",
            "EUROPE",
            "LATIN_AMERICA",
            "USA_AND_CANADA",
        ),
        "job_position": ("CEO", "CFO", "Director", "GM", "General Counsel", "Other", "VP"),
        "stock_exchange": (
            "AMEX",
            "AMX",
            "ASX",
            "B3",
            "BME",
            "BSE",
            "FRA",
            "ICEX",
            "JPX",
            "JSE",
            "KRX",
            "LON",
            "NASDAQ",
            "NONE",
            "NSE",
            "NYSE",
            "OMX",
            "OTHER",
            "SEHK",
            "SSE",
            "STO",
            "SWX",
            "SZSE",
            "TSX",
            "TWSE",
            "VSE",
        ),
    }
)

# What people write instead, in small letters without marks.
_EVERYDAY: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "business_type": {
            "llc": "Limited Liability Corporation",
            "limited liability company": "Limited Liability Corporation",
            "pllc": "Limited Liability Corporation",
            "inc": "Corporation",
            "incorporated": "Corporation",
            "corp": "Corporation",
            "c corp": "Corporation",
            "s corp": "Corporation",
            "llp": "Partnership",
            "nonprofit": "Non-profit Corporation",
            "non profit": "Non-profit Corporation",
            "501c3": "Non-profit Corporation",
        },
        "business_industry": {
            "restaurant": "FOOD_AND_BEVERAGE",
            "software": "TECHNOLOGY",
            "health": "HEALTHCARE",
        },
        "business_registration_identifier": {
            "tax id": "EIN",
            "taxid": "EIN",
            "fein": "EIN",
            "tin": "EIN",
            "canadian business number": "CBN",
        },
        "business_regions_of_operation": {
            "usa": "USA_AND_CANADA",
            "us": "USA_AND_CANADA",
            "united states": "USA_AND_CANADA",
            "canada": "USA_AND_CANADA",
            "north america": "USA_AND_CANADA",
        },
        "job_position": {
            "owner": "CEO",
            "founder": "CEO",
            "president": "CEO",
            "manager": "GM",
            "general manager": "GM",
            "vice president": "VP",
        },
        "stock_exchange": {"nasdaq stock market": "NASDAQ", "new york stock exchange": "NYSE"},
    }
)


def one_of(name: str) -> Constraint:
    """One of the values of a list; for another one the nearest is proposed."""

    def check(value: str) -> str:
        return _require(name, value)

    return Constraint(check, {"enum": list(LISTS[name])})


def some_of(name: str) -> Constraint:
    """One or several of the values of a list, with commas between."""

    def check(value: str) -> str:
        for each in value.split(","):
            _require(name, each)
        return value

    one = "|".join(LISTS[name])
    return Constraint(check, {"pattern": f"^(?:{one})(?:,(?:{one}))*$"})


def _require(name: str, value: str) -> str:
    if value in LISTS[name]:
        return value
    nearest = find_nearest(name, value)
    proposed = f"; did you mean {nearest}?" if nearest else ""
    raise ValueError(f"one of {', '.join(LISTS[name])} needed (U19){proposed}")


def find_nearest(name: str, value: str) -> str:
    """The value of a list that another spelling or an everyday word stands for, or nothing."""
    plain = _normalise(value)
    if everyday := _EVERYDAY[name].get(plain):
        return everyday
    known = {_normalise(each): each for each in LISTS[name]}
    close = difflib.get_close_matches(plain, known, n=1, cutoff=0.7)
    return known[close[0]] if close else ""


def _normalise(value: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", value.lower().replace(".", "")).split())
