"""
What the registry counts the uses of for life (P11, B7), in the one form that it is compared in. Pure.

By the kinds of a2p.plan.limits. The values are personal: they are kept as digests only (a2p/state/ledger.py).
"""

from collections.abc import Iterator
from typing import Final, Protocol

from a2p.known_values import fold

_TEST_NUMBERS: Final = "+1500555"  # Twilio's magic ones, which are nobody's


class PostalAddress(Protocol):
    """An address, as it is declared or as Twilio has it."""

    @property
    def street(self) -> str: ...
    @property
    def street_secondary(self) -> str | None: ...
    @property
    def city(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def postal_code(self) -> str: ...
    @property
    def iso_country(self) -> str: ...


def identify_sole_proprietor(
    email: str, address: PostalAddress | None, mobile: str
) -> Iterator[tuple[str, str]]:
    """Kind and value of what the Brand of a sole proprietor uses."""
    yield "email", email.casefold()
    if address:
        street = (address.street, address.street_secondary, address.city, address.region)
        yield "address", fold(" ".join(filter(None, (*street, address.postal_code, address.iso_country))))
    if not mobile.startswith(_TEST_NUMBERS):
        yield "mobile", fold(mobile)


def identify_business(identifier: str, number: str) -> Iterator[tuple[str, str]]:
    """The same of a business: other identifiers than an EIN are counted by nobody."""
    if identifier == "EIN":
        yield "ein", fold(number)
