"""What a well-formed value is: phone numbers, e-mail addresses, verticals. Pure functions."""

from __future__ import annotations

import re

# T3
VERTICALS = frozenset(
    {
        "AGRICULTURE",
        "COMMUNICATION",
        "CONSTRUCTION",
        "EDUCATION",
        "ENERGY",
        "ENTERTAINMENT",
        "FINANCIAL",
        "GAMBLING",
        "GOVERNMENT",
        "HEALTHCARE",
        "HOSPITALITY",
        "HUMAN_RESOURCES",
        "INSURANCE",
        "LEGAL",
        "MANUFACTURING",
        "NGO",
        "POLITICAL",
        "POSTAL",
        "PROFESSIONAL",
        "REAL_ESTATE",
        "RETAIL",
        "TECHNOLOGY",
        "TRANSPORTATION",
    }
)
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
# The North American plan; only toll-free numbers can be told from mobiles by their digits.
NORTH_AMERICAN = re.compile(r"\+1([0-9]{3})([0-9]{3})([0-9]{4})")
TOLL_FREE = frozenset({"800", "833", "844", "855", "866", "877", "888"})
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)


def is_phone_number(value: object) -> bool:
    """P12: well-formatted, any line type."""
    return isinstance(value, str) and bool(E164.fullmatch(value))


def is_mobile_number(value: object) -> bool:
    """P12: a US or Canadian number that can be a mobile."""
    match = NORTH_AMERICAN.fullmatch(value) if isinstance(value, str) else None
    return bool(match) and match is not None and match[1] not in TOLL_FREE


def is_email(value: object) -> bool:
    """Something on either side of one @; the domain is checked by the review (P9)."""
    return isinstance(value, str) and bool(re.fullmatch(r"[^@\s]+@[^@\s]+", value))


def is_vertical(value: object) -> bool:
    """T3."""
    return isinstance(value, str) and value in VERTICALS


def is_domain(value: str) -> bool:
    """A domain name with at least two labels."""
    return bool(DOMAIN.fullmatch(value))
