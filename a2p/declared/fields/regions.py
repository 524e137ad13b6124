"""The states and provinces of the United States and Canada, by their postal letters (USPS, Canada Post)."""

from collections.abc import Mapping
from types import MappingProxyType

_STATES = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas
KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi
MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York
NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island
SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington
WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|GU Guam|MP Northern Mariana Islands
PR Puerto Rico|VI Virgin Islands|AA Armed Forces Americas|AE Armed Forces Europe|AP Armed Forces Pacific
"""
_PROVINCES = """
AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador
NT Northwest Territories|NS Nova Scotia|NU Nunavut|ON Ontario|PE Prince Edward Island|QC Quebec
SK Saskatchewan|YT Yukon
"""


def _read(table: str) -> frozenset[str]:
    rows = (row.split(" ", 1) for line in table.strip().splitlines() for row in line.split("|"))
    return frozenset(word.casefold() for row in rows for word in row)


REGIONS: Mapping[str, frozenset[str]] = MappingProxyType({"US": _read(_STATES), "CA": _read(_PROVINCES)})


def is_region(value: str, known: frozenset[str]) -> bool:
    """Whether a text is a region of a country, in letters or in full."""
    return value.strip().casefold().replace("é", "e") in known
