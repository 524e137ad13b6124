"""
How often one e-mail, address, mobile number or EIN may be used at the registry (P11, B7).

The registry counts the Brands of all vendors; Twilio, and its clients, see only their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulator.brands.registrations import SOLE_PROPRIETOR
from simulator.core import scenarios
from simulator.trusthub import business_facts

if TYPE_CHECKING:
    from simulator.core.documents import Document
    from simulator.core.world import World


@dataclass(frozen=True)
class Limit:
    """How often one value may be used across all Brands at the registry."""

    maximum: int
    code: int
    what: str


EMAIL = Limit(10, 30749, "email")  # P11
ADDRESS = Limit(10, 30747, "address")  # P11
MOBILE = Limit(3, 30750, "mobile phone number")  # P11, a lifetime limit
EIN = Limit(50, 30898, "EIN")  # B7
LIMITS = (EMAIL, ADDRESS, MOBILE, EIN)


def find_exceeded(world: World, brand: Document) -> Limit | None:
    """P11 and B7; a Brand that is resubmitted with the same value does not count twice."""
    known = business_facts.read_facts(world, brand)
    uses: list[tuple[Limit, str]] = []
    if brand["brand_type"] == SOLE_PROPRIETOR:
        uses += [(EMAIL, known.email), (ADDRESS, known.address), (MOBILE, known.mobile)]
    else:
        uses.append((EIN, known.ein))
    for limit, value in uses:
        if value == scenarios.AUTO_YES_MOBILE:
            continue
        if value and not _use(world, brand, limit, value):
            return limit
    return None


def _use(world: World, brand: Document, limit: Limit, value: str) -> bool:
    """Count one use for good; False when there are none left."""
    usage = _usage(world, limit.what, value)
    if brand["sid"] in usage["brands"]:
        return True
    if len(usage["brands"]) + usage["elsewhere"] >= limit.maximum:
        return False
    usage["brands"].append(brand["sid"])
    world.store.put("registry_use", usage["key"], usage)
    return True


def _usage(world: World, what: str, value: str) -> Document:
    key = f"{what}={value}"
    usage = world.store.get("registry_use", key)
    if usage is None:
        usage = {"key": key, "account_sid": "", "brands": [], "elsewhere": 0}
        world.store.insert("registry_use", key, usage)
    return usage


def use_elsewhere(world: World, what: str, value: str, count: int) -> Document:
    """P11: uses by Brands of other vendors count too, and nobody here can see them."""
    usage = _usage(world, what, value)
    usage["elsewhere"] += count
    world.store.put("registry_use", usage["key"], usage)
    return usage
