"""Outcomes chosen beforehand: magic names, scenarios, the seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer

DAY = 24 * 3600


def named(customer: WalkthroughCustomer, name: str) -> WalkthroughCustomer:
    """A sole proprietor of this name, as far as an approved or failed brand."""
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.draft_sole_proprietor_bundle(brand_name=name)
    customer.submit_product()
    customer.register_brand()
    customer.simulator.advance(30)
    return customer


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("SIM BRAND 30795", "FAILED"),
        ("SIM BRAND SUSPENDED", "SUSPENDED"),
        ("SIM BRAND IN_REVIEW", "IN_REVIEW"),
        ("Sim Brand & Sons", "APPROVED"),
    ],
)
def test_a_magic_name_decides_a_brand(customer: WalkthroughCustomer, name: str, status: str) -> None:
    assert named(customer, name).fetch_brand().status == status


def test_a_magic_name_fails_the_first_review_of_a_campaign_only(customer: WalkthroughCustomer) -> None:
    named(customer, "SIM CAMPAIGN 30886 30893 ONCE").reply_yes()
    customer.make_service()
    customer.create_campaign()
    customer.simulator.advance(60 + 3 * DAY)
    assert [e["error_code"] for e in customer.fetch_campaign().errors] == [30886, 30893]
    customer.update_campaign()
    customer.simulator.advance(60 + 3 * DAY)
    assert customer.fetch_campaign().campaign_status == "VERIFIED"


def test_a_magic_number_answers_its_otp(customer: WalkthroughCustomer) -> None:
    customer.mobile = "+15005550006"
    named(customer, "Jane")
    customer.simulator.advance(60)
    assert customer.fetch_brand().identity_status == "VERIFIED"


def test_a_scenario_plays_a_whole_story(customer: WalkthroughCustomer) -> None:
    story = {
        "match": {"brand_name": "Owl, Inc.", "mobile_phone_number": customer.mobile},
        "brand": {"after": 7200},
        "otp": {"yes_after": 3600},
        "campaign": [{"codes": [30897], "after": 60}, {"status": "SUSPENDED", "after": 60}],
    }
    customer.simulator.control("POST", "/scenarios", {"customers": [story]})
    named(customer, "Owl, Inc.")
    assert customer.fetch_brand().status == "PENDING"
    customer.simulator.advance(7200)
    assert customer.fetch_brand().identity_status == "UNVERIFIED"
    customer.simulator.advance(3600)
    assert customer.fetch_brand().identity_status == "VERIFIED"
    customer.make_service()
    customer.create_campaign()
    customer.simulator.advance(120)
    assert customer.fetch_campaign().errors[0]["error_code"] == 30897
    customer.update_campaign()
    customer.simulator.advance(120)
    assert customer.fetch_campaign().campaign_status == "SUSPENDED"
