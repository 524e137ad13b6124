"""A Brand is named in more ways than the registry writes it."""

from __future__ import annotations

import pytest

from a2p.lint.names import BrandName
from a2p.lint.texts import Text
from tests.support.declarations import customer

SOLE, COMPANY = "trust_bundle__brand_name", "profile__business__business_name"
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


def is_named(key: str, name: str, written: str) -> bool:
    """Whether a text names the Brand of this name; a company's website is https://www.acmesandwich.com."""
    if key == SOLE:
        who = customer("example", **{key: name})
    else:
        who = customer("example-standard", **{key: name, "profile__business__trade_names": []})
    return BrandName(who).is_in(Text(("campaign", "description"), written))


@pytest.mark.parametrize(
    ("key", "name", "written"),
    [
        (SOLE, "Jane's Garden Care", "JANES GARDEN CARE: hello"),
        (SOLE, "Jane's Garden Care", f"Hello from Jane{CURLY}s Garden-Care!"),
        (SOLE, f"Jane{CURLY}s Garden Care", "Jane's Garden Care here"),
        (SOLE, "Jane's Garden Care", "See https://janesgardencare.com/visits"),
        (SOLE, "Smith & Sons", "smith and sons: hello"),
        (SOLE, "Jane Doe", "Jane Doe's message"),
        (SOLE, "Bo", "Bo: hello"),
        (COMPANY, "Acme Sandwich Company LLC", "Acme Sandwich: your order"),
        (COMPANY, "Acme Sandwich Company, L.L.C.", "Acme Sandwich Co. has your order"),
        (COMPANY, "The Acme Sandwich Corp.", "acme sandwich has your order"),
        (COMPANY, "Beta Holdings LLC dba Acme Sandwich", "Acme Sandwich: your order"),
        (COMPANY, "Beta Holdings LLC dba Acme Sandwich", "Beta Holdings: your order"),
        (COMPANY, "Something Else Inc", "order at acmesandwich.com"),
        (COMPANY, "Something Else Inc", "order at https://shop.acmesandwich.com/[item]"),
        (COMPANY, "Café Olé LLC", "CAFÉ OLÉ: your table"),
        (COMPANY, "The Company", "the company: hello"),
    ],
)
def test_a_brand_is_named(key: str, name: str, written: str) -> None:
    assert is_named(key, name, written)


@pytest.mark.parametrize(
    ("key", "name", "written"),
    [
        (SOLE, "Jane's Garden Care", "Your gardener is on the way"),
        (SOLE, "Jane's Garden Care", "Jane: your garden is cared for"),
        (SOLE, "Bo", "Bob: hello, about the box"),
        (COMPANY, "Acme Sandwich Company LLC", "The company: your sandwich, LLC"),
        (COMPANY, "Something Else Inc", "order at notacmesandwich.com"),
        (COMPANY, "Something Else Inc", "write to orders@acmesandwich.com"),
    ],
)
def test_something_like_its_name_is_not_its_name(key: str, name: str, written: str) -> None:
    assert not is_named(key, name, written)


def test_a_companys_trade_name_names_it() -> None:
    """U17: the texts have the trade name, and the tax office the legal one."""
    changes = {COMPANY: "QR Ventures LLC", "profile__business__trade_names": ["Kestrel Optics"]}
    name = BrandName(customer("example-standard", **changes))

    assert name.is_in(Text(("campaign", "description"), "Kestrel Optics: your glasses are ready"))
    assert not name.is_in(Text(("campaign", "description"), "Osprey Glasses: your glasses are ready"))
