"""
What becomes of a customer, if not the default: magic names, and scenarios from a file.

As with a payment processor's test cards, a customer whose name says how it ends needs no set-up:

    SIM BRAND 30795             the Brand fails with this code
    SIM BRAND SUSPENDED         the Brand is suspended after its review
    SIM BRAND IN_REVIEW         the Brand stays in review until somebody decides
    SIM SCORE 12                a standard Brand gets this score
    SIM CAMPAIGN 30886 30893    every Campaign fails with these codes
    SIM CAMPAIGN 30886 ONCE     the first review fails, the next one passes
    SIM CAMPAIGN SUSPENDED      the Campaign is suspended instead of verified

A scenario says the same and more for a real name, e-mail or mobile number; see `parse_scenarios`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from simulator.core.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Callable

N = TypeVar("N", int, float)

MAGIC = re.compile(r"SIM (BRAND|SCORE|CAMPAIGN) ([A-Z0-9_]+(?: [A-Z0-9_]+)*)")
AUTO_YES_MOBILE = "+15005550006"  # this customer answers every OTP with YES
AUTO_YES_AFTER = 60.0
BRAND_STATUSES = frozenset({"SUSPENDED", "IN_REVIEW"})


@dataclass(frozen=True)
class BusinessFacts:
    """One business as its profile and trust bundle describe it."""

    name: str = ""
    emails: tuple[str, ...] = ()  # the bundles' own among them
    email: str = ""  # the customer's
    mobile: str = ""
    ein: str = ""
    address: str = ""
    company_type: str = ""
    contact_email: str = ""  # for Authentication+


@dataclass(frozen=True)
class Review:
    """How one review of a Campaign ends; the default is that it is verified."""

    codes: tuple[int, ...] = ()
    status: str = ""
    after: float | None = None


@dataclass(frozen=True)
class Script:
    """How a customer's registration goes."""

    rejection: str = ""  # of the profile
    brand_code: int = 0
    brand_status: str = ""
    brand_score: int | None = None
    brand_after: float | None = None
    yes_after: float | None = None
    opt_out_management: str = ""  # of a service of which nobody has said how it answers STOP and HELP
    campaign: tuple[Review, ...] = (Review(),)  # one for each review, the last for all after it

    def review(self, number: int) -> Review:
        """The outcome of the n-th review, from 0."""
        return self.campaign[min(number, len(self.campaign) - 1)]


@dataclass(frozen=True)
class Scenario:
    """A script, and the customers it is for."""

    match: dict[str, str]
    script: Script = field(default_factory=Script)

    def is_for(self, facts: BusinessFacts) -> bool:
        """Whether all that is given is so."""
        known = {"brand_name": facts.name, "mobile_phone_number": facts.mobile}
        return all(
            value.casefold() in facts.emails if name == "email" else known[name] == value
            for name, value in self.match.items()
        )


MATCHABLE = frozenset({"brand_name", "email", "mobile_phone_number"})


def find_script(scenarios: tuple[Scenario, ...], facts: BusinessFacts) -> Script:
    """The first scenario that fits, else what the name says."""
    for scenario in scenarios:
        if scenario.is_for(facts):
            return scenario.script
    return read_magic_name(facts)


def read_magic_name(facts: BusinessFacts) -> Script:
    """What a magic name or number asks for."""
    yes_after = AUTO_YES_AFTER if facts.mobile == AUTO_YES_MOBILE else None
    match = MAGIC.fullmatch(facts.name)
    if match is None:
        return Script(yes_after=yes_after)
    words = match[2].split()
    codes = tuple(int(word) for word in words if word.isdecimal())
    if match[1] == "SCORE":
        return Script(brand_score=codes[0] if codes else None, yes_after=yes_after)
    if match[1] == "BRAND":
        status = words[0] if words[0] in BRAND_STATUSES else ""
        return Script(brand_code=codes[0] if codes else 0, brand_status=status, yes_after=yes_after)
    first = Review(codes, "SUSPENDED" if "SUSPENDED" in words else "")
    campaign = (first, Review()) if "ONCE" in words else (first,)
    return Script(campaign=campaign, yes_after=yes_after)


def parse_scenarios(document: Any) -> tuple[Scenario, ...]:
    """
    Read scenarios from YAML or JSON.

        customers:
          - match: {brand_name: "Owl, Inc.", email: owl@example.com}   # all that is given
            profile: {rejection: "Unknown email domain."}
            brand: {code: 30795, status: SUSPENDED, score: 40, after: 7200}
            otp: {yes_after: 3600}
            opt_out: {management: self}   # how its services answer STOP and HELP, if nobody says otherwise
            campaign:            # one entry for each review, the last for all after it
              - {codes: [30886], after: 86400}
              - {}
    """
    customers = document.get("customers") if isinstance(document, dict) else None
    if not isinstance(customers, list):
        raise bad_request("A scenario needs a list `customers`")
    try:
        return tuple(_scenario(customer) for customer in customers)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise bad_request(f"The scenario cannot be read: {error!r}") from None


def _scenario(customer: dict[str, Any]) -> Scenario:
    match = {name: str(value) for name, value in customer["match"].items()}
    if unknown := (match.keys() - MATCHABLE) or (customer.keys() - SECTIONS):
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    brand, otp = customer.get("brand", {}), customer.get("otp", {})
    reviews = customer.get("campaign") or [{}]
    return Scenario(
        match,
        Script(
            rejection=customer.get("profile", {}).get("rejection", ""),
            brand_code=int(brand.get("code", 0)),
            brand_status=brand.get("status", ""),
            brand_score=_number(brand, "score", int),
            brand_after=_number(brand, "after", float),
            yes_after=_number(otp, "yes_after", float),
            opt_out_management=customer.get("opt_out", {}).get("management", ""),
            campaign=tuple(
                Review(
                    tuple(int(code) for code in review.get("codes", ())),
                    review.get("status", ""),
                    _number(review, "after", float),
                )
                for review in reviews
            ),
        ),
    )


def _number(section: dict[str, Any], name: str, kind: Callable[[Any], N]) -> N | None:
    return kind(section[name]) if name in section else None


SECTIONS = frozenset({"match", "profile", "brand", "otp", "opt_out", "campaign"})
