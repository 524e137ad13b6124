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


def test_a_rejected_campaign_is_edited_and_reviewed_anew(customer: WalkthroughCustomer) -> None:
    """Document 004: the code and the fields say what to edit; all seven fields go along (C8, C10, C14)."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("FAILED", {"error_code": 30893, "fields": ["SAMPLE_MESSAGE_2"]})
    (error,) = customer.fetch_campaign().errors
    assert (error["error_code"], error["fields"]) == (30893, ["SAMPLE_MESSAGE_2"])
    samples = [walkthrough.SAMPLES[0], "Jane Doe: your table for [number] is ready at [time]."]
    updated = customer.update_campaign(message_samples=samples)
    assert (updated.campaign_status, updated.message_samples) == ("PENDING", samples)
    customer.simulator.advance(60 + 3 * 24 * 3600)
    assert customer.fetch_campaign().campaign_status == "VERIFIED"


def test_a_campaign_is_listed_read_and_deleted(customer: WalkthroughCustomer) -> None:
    """Document 003: create, fetch, read and delete, and the use cases of the Brand (C1, C9, C20, C22)."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    service = customer.messaging.services(customer.service)
    (listed,) = service.us_app_to_person.list()
    assert listed.sid == customer.fetch_campaign().sid == walkthrough.CAMPAIGN
    usecases = service.us_app_to_person_usecases.fetch(brand_registration_sid=customer.brand)
    assert [each["code"] for each in usecases.us_app_to_person_usecases] == ["SOLE_PROPRIETOR"]
    customer.delete_campaign()
    assert service.us_app_to_person.list() == []


def test_opt_in_opt_out_and_help_come_with_a_campaign(customer: WalkthroughCustomer) -> None:
    """Document 002: keywords in capitals, Twilio's own opt-out texts, and the two new codes (C5, C6)."""
    customer.verified_sole_proprietor()
    for changes, code in (({"message_flow": ""}, 21727), ({"description": "too short"}, 21728)):
        with pytest.raises(TwilioRestException) as refusal:
            customer.create_campaign(**changes)
        assert (refusal.value.status, refusal.value.code) == (400, code)
    answer = "Jane Doe: you are subscribed. Reply STOP to end, HELP for help."
    texts = {"opt_in_message": answer, "opt_out_message": answer, "help_message": answer}
    keywords = {"opt_in_keywords": ["Start"], "opt_out_keywords": ["STOP"], "help_keywords": ["HELP"]}
    campaign = customer.create_campaign(**texts, **keywords)
    assert (campaign.opt_in_message, campaign.opt_in_keywords) == (answer, ["START"])
    assert campaign.opt_out_message.startswith("You have successfully been unsubscribed.")


def test_a_campaign_of_the_registry_is_shared_and_associated(customer: WalkthroughCustomer) -> None:
    """Document 000: share, wait for the acceptance, associate, wait for the secondary DCA (E2, E6)."""
    control = customer.simulator.control
    campaign_id = control("POST", "/tcr/campaigns")["campaign_id"]
    control("POST", f"/tcr/campaigns/{campaign_id}/share")
    control("POST", f"/tcr/campaigns/{campaign_id}/decide", {"status": "accept"})
    service = customer.make_service()
    made = customer.messaging.external_campaign.create(campaign_id=campaign_id, messaging_service_sid=service)
    assert made.campaign_id == campaign_id
    customer.simulator.advance(5 * 24 * 3600 + 1)
    campaign = customer.fetch_campaign()
    assert (campaign.campaign_status, campaign.is_externally_registered) == ("VERIFIED", True)
