"""Twilio's walkthroughs from end to end, by the official Python SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from twilio.base.exceptions import TwilioRestException

from tests.support import walkthrough

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer


def test_a_sole_proprietor_registers_from_profile_to_phone_number(customer: WalkthroughCustomer) -> None:
    """G2, P6 to P8, T4, O1, C7, N2: each step in its order."""
    customer.draft_starter_profile()
    evaluation = customer.trusthub.customer_profiles(customer.profile).customer_profiles_evaluations.create(
        policy_sid=walkthrough.STARTER_POLICY
    )
    assert evaluation.status == "compliant", evaluation.results
    assert customer.submit_profile() == "in-review"
    customer.simulator.advance(30)
    assert customer.fetch_profile().status == "in-review"

    customer.draft_sole_proprietor_bundle()
    evaluation = customer.trusthub.trust_products(customer.product).trust_products_evaluations.create(
        policy_sid=walkthrough.SOLE_PROPRIETOR_POLICY
    )
    assert evaluation.status == "compliant", evaluation.results
    assert customer.submit_product() == "in-review"
    customer.simulator.advance(30)

    customer.register_brand()
    assert customer.fetch_brand().status == "PENDING"
    customer.simulator.advance(30)
    brand = customer.fetch_brand()
    assert (brand.status, brand.identity_status) == ("APPROVED", "UNVERIFIED")

    customer.make_service()
    with pytest.raises(TwilioRestException) as refusal:
        customer.create_campaign()
    assert refusal.value.code == 21717

    assert customer.reply_yes()["verified"] == [customer.brand]
    assert customer.fetch_brand().identity_status == "VERIFIED"
    assert customer.fetch_profile().status == "twilio-approved"
    assert customer.fetch_product().status == "twilio-approved"

    campaign = customer.create_campaign()
    assert campaign.sid == walkthrough.CAMPAIGN
    assert campaign.campaign_status == "PENDING"
    customer.simulator.advance(60)
    campaign = customer.fetch_campaign()
    assert campaign.campaign_status == "IN_PROGRESS"
    assert len(campaign.campaign_id) == 7
    customer.simulator.advance(3 * 24 * 3600)
    assert customer.fetch_campaign().campaign_status == "VERIFIED"

    numbers = customer.messaging.services(customer.service).phone_numbers
    owned = customer.simulator.phone_numbers[0]["sid"]
    assert numbers.create(phone_number_sid=owned).sid == owned
    assert [number.sid for number in numbers.list()] == [owned]


def test_a_low_volume_standard_business_registers_without_otp(customer: WalkthroughCustomer) -> None:
    """G2, 1.11: an EIN, no OTP, verified at approval."""
    customer.draft_business_profile()
    evaluation = customer.trusthub.customer_profiles(customer.profile).customer_profiles_evaluations.create(
        policy_sid=walkthrough.SECONDARY_POLICY
    )
    assert evaluation.status == "compliant", evaluation.results
    customer.submit_profile()
    customer.simulator.advance(30)
    customer.draft_messaging_bundle()
    evaluation = customer.trusthub.trust_products(customer.product).trust_products_evaluations.create(
        policy_sid=walkthrough.A2P_POLICY
    )
    assert evaluation.status == "compliant", evaluation.results
    customer.submit_product()
    customer.simulator.advance(30)
    customer.register_brand("STANDARD", skip_automatic_sec_vet=True)
    customer.simulator.advance(30)
    brand = customer.fetch_brand()
    assert (brand.status, brand.identity_status) == ("APPROVED", "VERIFIED")
    assert customer.fetch_profile().status == "twilio-approved"

    customer.make_service()
    customer.create_campaign(us_app_to_person_usecase="LOW_VOLUME", message_samples=["x" * 20])
    customer.simulator.advance(60 + 10 * 24 * 3600)
    assert customer.fetch_campaign().campaign_status == "VERIFIED"
