"""
The values that Twilio takes for the attributes of a business and its people (U19): closed lists.

From Twilio's guide "Standard and Low-Volume Standard Registration", as its parameter tables have them.
"""

from __future__ import annotations

LISTS: dict[str, frozenset[str]] = {
    "business_type": frozenset(
        {
            "Co-operative",
            "Corporation",
            "Limited Liability Corporation",
            "Non-profit Corporation",
            "Partnership",
            "Sole Proprietorship",
        }
    ),
    "business_registration_identifier": frozenset(
        {"ACN", "CBN", "CCN", "CIN", "CN", "DUNS", "EIN", "Other", "RN", "VAT", "VATRN"}
    ),
    "business_identity": frozenset({"direct_customer", "isv_reseller_or_partner", "unknown"}),
    "business_industry": frozenset(
        {
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
        }
    ),
    "business_regions_of_operation": frozenset(
        {"AFRICA", "ASIA", "AUSTRALIA", "EUROPE", "LATIN_AMERICA", "USA_AND_CANADA"}
    ),
    "job_position": frozenset({"CEO", "CFO", "Director", "GM", "General Counsel", "Other", "VP"}),
    "company_type": frozenset({"government", "non-profit", "private", "public"}),
    "stock_exchange": frozenset(
        {
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
        }
    ),
}


def is_listed(name: str, value: object) -> bool:
    """Whether an attribute may have this value; an attribute without a list may have any."""
    return name not in LISTS or (isinstance(value, str) and value in LISTS[name])
