"""Twilio's closed lists, postal codes and regions: what a spreadsheet has instead is refused (U19, D15)."""

from __future__ import annotations

import pytest

from a2p.declared.fields.closed_lists import LISTS, find_nearest
from simulator.trusthub import closed_lists as simulated
from tests.support.declaration_errors import complaints
from tests.support.declarations import customer

BUSINESS, PERSON = "profile__business__", "profile__authorized_representative_1__"
ADDRESS = "profile__address__"


@pytest.mark.parametrize(
    ("key", "value", "nearest"),
    [
        (f"{BUSINESS}business_type", "LLC", "Limited Liability Corporation"),
        (f"{BUSINESS}business_type", "L.L.C.", "Limited Liability Corporation"),
        (f"{BUSINESS}business_type", "corporation", "Corporation"),
        (f"{BUSINESS}business_industry", "Healthcare", "HEALTHCARE"),
        (f"{BUSINESS}business_industry", "Real Estate", "REAL_ESTATE"),
        (f"{BUSINESS}business_regions_of_operation", "USA", "USA_AND_CANADA"),
        (f"{BUSINESS}business_registration_identifier", "Tax ID", "EIN"),
        (f"{PERSON}job_position", "Owner", "CEO"),
        ("trust_bundle__stock_exchange", "Nasdaq", "NASDAQ"),
    ],
)
def test_an_everyday_value_is_refused_and_the_nearest_of_the_list_is_proposed(
    key: str, value: str, nearest: str
) -> None:
    (told,) = complaints("example-standard", **{key: value})

    assert told.startswith(f"{key.replace('__', '.')}: one of ")
    assert f"did you mean {nearest}?" in told


def test_what_is_like_nothing_of_a_list_gets_no_proposal() -> None:
    assert find_nearest("job_position", "Zookeeper") == ""


@pytest.mark.parametrize("name", LISTS)
def test_each_value_of_a_list_stands_for_itself(name: str) -> None:
    assert [find_nearest(name, value) for value in LISTS[name]] == list(LISTS[name])


def test_a_company_may_have_several_regions() -> None:
    declared = customer("example-standard", **{f"{BUSINESS}business_regions_of_operation": "EUROPE,ASIA"})

    assert "EUROPE,ASIA" in str(declared.profile)


@pytest.mark.parametrize("code", ["02139", "02139-4307"])
def test_a_us_postal_code_has_five_digits_or_nine(code: str) -> None:
    assert customer("example-standard", **{f"{ADDRESS}postal_code": code}).profile.address.postal_code == code


def test_a_us_postal_code_without_its_zero_is_told_as_a_spreadsheets() -> None:
    assert complaints("example-standard", **{f"{ADDRESS}postal_code": "2139"}) == [
        (
            "profile.address.postal_code: five digits needed, or nine with a hyphen after the fifth (U19): "
            "a spreadsheet may have dropped its first zero"
        )
    ]


CANADIAN = {f"{ADDRESS}iso_country": "CA", f"{ADDRESS}region": "ON"}


@pytest.mark.parametrize("code", ["K1A 0B1", "K1A0B1", "k1a-0b1"])
def test_a_canadian_postal_code_has_letters_and_digits_in_turn(code: str) -> None:
    declared = customer("example-standard", **CANADIAN, **{f"{ADDRESS}postal_code": code})

    assert declared.profile.address.postal_code == code


def test_a_us_postal_code_is_no_canadian_one() -> None:
    (told,) = complaints("example-standard", **CANADIAN, **{f"{ADDRESS}postal_code": "02139"})

    assert told == "profile.address.postal_code: letters and digits in turn needed, as in K1A 0B1 (U19)"


@pytest.mark.parametrize("region", ["CA", "California"])
def test_a_us_region_is_a_state(region: str) -> None:
    assert customer("example-standard", **{f"{ADDRESS}region": region}).profile.address.region == region


@pytest.mark.parametrize("region", ["Kalifornia", "ON"])
def test_no_other_region_is_one(region: str) -> None:
    (told,) = complaints("example-standard", **{f"{ADDRESS}region": region})

    assert told.startswith("profile.address.region: no state or province of its country")


def test_a_trade_name_is_told_to_nobody_but_the_lint() -> None:
    """U17: Twilio has the legal name, and the Brand's digest is as without it."""
    without = customer("example-standard", **{f"{BUSINESS}trade_names": []})
    named = customer("example-standard", **{f"{BUSINESS}trade_names": ["Kestrel Optics"]})

    assert named.profile.end_users == without.profile.end_users
    assert named.digest_revision() == without.digest_revision()


# Twilio's page "API: Create a Secondary Customer Profile" (trusthub-rest-api), read in November 2026.
OF_TRUST_HUB = {
    "business_type": (
        "Sole Proprietorship, Partnership, Limited Liability Corporation, Co-operative, "
        "Non-profit Corporation, Corporation"
    ),
    "business_industry": (
        "AGRICULTURE, AUTOMOTIVE, BANKING, CONSUMER, EDUCATION, ELECTRONICS, ENERGY, ENGINEERING, "
        "FAST_MOVING_CONSUMER_GOODS, FINANCIAL, FINTECH, FOOD_AND_BEVERAGE, GOVERNMENT, HEALTHCARE, "
        "HOSPITALITY, INSURANCE, JEWELRY, LEGAL, MANUFACTURING, MEDIA, NOT_FOR_PROFIT, OIL_AND_GAS, ONLINE, "
        "RAW_MATERIALS, REAL_ESTATE, RELIGION, RETAIL, TECHNOLOGY, TELECOMMUNICATIONS, "
        "TRANSPORTATION, TRAVEL"
    ),
    "business_registration_identifier": "EIN, CBN, CN, ACN, CIN, VAT, VATRN, RN, Other",
}


@pytest.mark.parametrize("name", OF_TRUST_HUB)
def test_each_value_of_twilios_page_is_in_the_list(name: str) -> None:
    """The guide for Standard Brands has more industries and registries than this page."""
    assert set(OF_TRUST_HUB[name].split(", ")) <= set(LISTS[name])
    assert name != "business_type" or set(OF_TRUST_HUB[name].split(", ")) == set(LISTS[name])


@pytest.mark.parametrize("name", LISTS)
def test_the_simulator_takes_the_same_values(name: str) -> None:
    """Two tables, each read from Twilio's guide by itself."""
    assert set(LISTS[name]) == simulated.LISTS[name]
