"""
What AutoCorrectAddress makes of an address: spaces, the usual abbreviations, the two letters of a state.

A real one knows every street, and may change more. Nothing else of an address is touched here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.addresses.verification import PROVINCES, STATES

if TYPE_CHECKING:
    from simulator.core.documents import Document

ABBREVIATIONS = {
    "street": "St",
    "avenue": "Ave",
    "boulevard": "Blvd",
    "road": "Rd",
    "drive": "Dr",
    "lane": "Ln",
    "suite": "Ste",
    "apartment": "Apt",
}
CODES = {
    country: {name.casefold(): code for code, name in regions.items()}
    for country, regions in (("US", STATES), ("CA", PROVINCES))
}


def correct(address: Document) -> Document:
    """The address as it is kept."""
    lines = {name: _abbreviate(address[name]) for name in ("street", "street_secondary") if address.get(name)}
    codes = CODES.get(address["iso_country"], {})
    region = " ".join(address["region"].split())
    return address | lines | {"region": codes.get(region.casefold(), region)}


def _abbreviate(line: str) -> str:
    return " ".join(ABBREVIATIONS.get(word.casefold().rstrip("."), word) for word in line.split())
