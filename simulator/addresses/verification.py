"""
What an address verification says (P10), in the words of Twilio's walkthrough.

A real one knows every street. This one knows the form of postal codes and regions, and the
magic values of the walkthrough's own examples, for which it has the suggestion too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.core.documents import Document

POSTAL_CODES = {
    "US": re.compile(r"[0-9]{5}(-[0-9]{4})?"),
    "CA": re.compile(r"[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]"),
}
STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "DC": "District of Columbia",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "PR": "Puerto Rico",
    "GU": "Guam",
    "VI": "Virgin Islands",
    "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
}
PROVINCES = {
    "AB": "Alberta",
    "BC": "British Columbia",
    "MB": "Manitoba",
    "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia",
    "NT": "Northwest Territories",
    "NU": "Nunavut",
    "ON": "Ontario",
    "PE": "Prince Edward Island",
    "QC": "Quebec",
    "SK": "Saskatchewan",
    "YT": "Yukon",
}
REGIONS = {
    country: {name.casefold() for pair in regions.items() for name in pair}
    for country, regions in (("US", STATES), ("CA", PROVINCES))
}
NOT_US_OR_CANADA = "The provided address is not a valid US or Canada address"
INVALID_HOUSE_NUMBER = "[address_sids] - Invalid House Number"
LONGEST_HOUSE_NUMBER = 9999

# The walkthrough's examples: a field's wrong value, and the field that is named for it.
MAGIC = {
    ("street", "1 jersey str"): "Street",
    ("city", "bostun"): "Locality",
    ("postal_code", "00000"): "Postal Code",
}


def find_problem(address: Document, *, anywhere: bool = False) -> str | None:
    """The first thing wrong with an address, or None; `anywhere` admits other countries."""
    country = address["iso_country"]
    if country not in POSTAL_CODES:
        return None if anywhere else NOT_US_OR_CANADA
    for (field, value), named in MAGIC.items():
        if str(address[field]).casefold() == value:
            return _with_suggestion(named, address)
    if not POSTAL_CODES[country].fullmatch(address["postal_code"]):
        return _with_suggestion("Postal Code", address)
    if address["region"].casefold() not in REGIONS[country]:
        return _with_suggestion("Region", address)
    number = re.match(r"([0-9]+) jersey st\b", address["street"].casefold())
    if number and int(number[1]) > LONGEST_HOUSE_NUMBER:
        return INVALID_HOUSE_NUMBER
    return None


def _with_suggestion(named: str, address: Document) -> str:
    """Parseable, for an automatic fix; the variant for a street has no semicolon at its end."""
    text = (
        f"[address_sids] - Invalid {named}. Address suggestion -> {_suggestion(address)}"
        f" Country: {address['iso_country']}"
    )
    return text if named == "Street" else text + ";"


def _suggestion(address: Document) -> str:
    if "jersey" in address["street"].casefold():
        return (
            "Street: 1 Jersey St. Secondary Street: Boston, MA 02215-4147. Locality: Boston."
            " Region: MA. Postal Code: 02215-4147."
        )
    postal_code = {"US": "94105-1804", "CA": "V5K 0A1"}[address["iso_country"]]
    region = {"US": "CA", "CA": "BC"}[address["iso_country"]]
    if address["region"].casefold() in REGIONS[address["iso_country"]]:
        region = address["region"]
    if POSTAL_CODES[address["iso_country"]].fullmatch(address["postal_code"]):
        postal_code = address["postal_code"]
    return (
        f"Street: {address['street']}. Secondary Street: {address.get('street_secondary') or ''}."
        f" Locality: {address['city']}. Region: {region}. Postal Code: {postal_code}."
    )
