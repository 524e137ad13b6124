"""Brands, their OTP and their vettings: requirements 1.4 to 1.6, one test an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.refusals import refused

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer

DAY = 24 * 3600
UNREADABLE_BUNDLE = "Unable to fetch A2P Bundle Details, please check"
UNREADABLE_PROFILE = "Unable to fetch Customer Profile Bundle details, please check"
OTP_TEXT = (
    "Please confirm your registration for US A2P Messaging by replying YES. Msg & data rates may apply."
)


def texts_to(customer: WalkthroughCustomer) -> list[str]:
    """What the customer's telephone has received."""
    messages = customer.simulator.control("GET", "/state").get("sms", [])
    return [message["body"] for message in messages if message["to"] == customer.mobile]


def test_a_brand_is_made_of_a_profile_and_a_bundle(customer: WalkthroughCustomer) -> None:
    """B1: and shows both, with a score only when it is standard."""
    customer.approved_sole_proprietor()
    brand = customer.fetch_brand()
    assert brand.customer_profile_bundle_sid == customer.profile
    assert brand.a2p_profile_bundle_sid == customer.product
    assert brand.brand_type == "SOLE_PROPRIETOR"
    assert brand.brand_score is None


def test_a_brand_goes_from_pending_to_approved_with_its_registry_id(customer: WalkthroughCustomer) -> None:
    """B2: and an approved sole proprietor is still unverified (B3)."""
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.draft_sole_proprietor_bundle()
    customer.submit_product()
    customer.register_brand()
    brand = customer.fetch_brand()
    assert (brand.status, brand.identity_status, brand.tcr_id) == ("PENDING", None, None)
    customer.simulator.advance(20)
    brand = customer.fetch_brand()
    assert (brand.status, brand.identity_status) == ("APPROVED", "UNVERIFIED")
    assert brand.tcr_id.startswith("B")


def test_a_suspended_brand_takes_no_campaign_and_no_update(customer: WalkthroughCustomer) -> None:
    """B2, B9: the campaign shows the suspension, the brand is its cause."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_brand("SUSPENDED")
    assert customer.fetch_campaign().campaign_status == "SUSPENDED"
    with refused(400, 21731):
        customer.messaging.brand_registrations(customer.brand).update()
    customer.make_service()
    with refused(400, 21731):
        customer.create_campaign()


def test_yes_verifies_the_identity_and_leaves_the_status(customer: WalkthroughCustomer) -> None:
    """B3, O1."""
    customer.approved_sole_proprietor()
    customer.reply_yes()
    brand = customer.fetch_brand()
    assert (brand.status, brand.identity_status) == ("APPROVED", "VERIFIED")


@pytest.mark.parametrize("missing", ["profile", "product"])
def test_a_brand_on_a_bundle_that_was_not_submitted_fails_with_twilios_text(
    customer: WalkthroughCustomer, missing: str
) -> None:
    """B4: accepted first, failed by the review."""
    customer.draft_starter_profile()
    customer.draft_sole_proprietor_bundle()
    if missing == "product":
        customer.submit_profile()
    else:
        customer.submit_product()
    customer.register_brand()
    customer.simulator.advance(30)
    brand = customer.fetch_brand()
    assert brand.status == "FAILED"
    text = UNREADABLE_PROFILE if missing == "profile" else UNREADABLE_BUNDLE
    assert brand.failure_reason.startswith(text)
    assert brand.errors[0]["description"] == brand.failure_reason


def test_transposed_bundles_fail_with_30793(customer: WalkthroughCustomer) -> None:
    """B4, T1: both SIDs begin with BU, and are easily confused."""
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.draft_sole_proprietor_bundle()
    customer.submit_product()
    customer.profile, customer.product = customer.product, customer.profile
    customer.register_brand()
    customer.simulator.advance(30)
    assert customer.fetch_brand().errors[0]["error_code"] == 30793


def test_a_sole_proprietors_brand_on_business_bundles_is_not_registered(
    customer: WalkthroughCustomer,
) -> None:
    """B4: 'Unable to register Brand with The Campaign Registry'."""
    customer.draft_business_profile()
    customer.submit_profile()
    customer.draft_messaging_bundle()
    customer.submit_product()
    customer.register_brand("SOLE_PROPRIETOR")
    customer.simulator.advance(30)
    assert customer.fetch_brand().failure_reason == "Unable to register Brand with The Campaign Registry"


def test_a_brand_is_not_updated_while_a_campaign_hangs_on_it(customer: WalkthroughCustomer) -> None:
    """B5: delete the campaign, fix, resubmit the brand, create the campaign again."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    brand = customer.messaging.brand_registrations(customer.brand)
    with refused(400, None, customer.service):
        brand.update()
    customer.delete_campaign()
    customer.submit_profile()
    customer.submit_product()
    assert brand.update().status == "PENDING"
    customer.simulator.advance(30)
    assert customer.fetch_brand().status == "APPROVED"
    customer.reply_yes()
    assert customer.create_campaign().campaign_status == "PENDING"


def test_a_failed_brand_is_resubmitted_after_its_bundles(customer: WalkthroughCustomer) -> None:
    """B5, 1.11: a bundle in review may be submitted again when its brand has failed."""
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.draft_sole_proprietor_bundle(brand_name="SIM BRAND 30795")
    customer.submit_product()
    customer.register_brand()
    customer.simulator.advance(30)
    assert customer.fetch_brand().errors[0]["error_code"] == 30795
    product = customer.trusthub.trust_products(customer.product)
    information = product.trust_products_entity_assignments.list(object_type="IT")[0].object_sid
    customer.trusthub.end_users(information).update(
        attributes={"brand_name": "Jane", "mobile_phone_number": customer.mobile}
    )
    assert customer.submit_product() == "in-review"
    customer.simulator.advance(30)
    customer.messaging.brand_registrations(customer.brand).update()
    customer.simulator.advance(30)
    assert customer.fetch_brand().status == "APPROVED"


def test_the_fourth_update_of_a_brand_is_refused(customer: WalkthroughCustomer) -> None:
    """B5, 1.11: 21724."""
    customer.approved_sole_proprietor()
    brand = customer.messaging.brand_registrations(customer.brand)
    for _ in range(3):
        brand.update()
        customer.simulator.advance(30)
    with refused(400, 21724):
        brand.update()


def test_a_sole_proprietor_has_one_campaign_of_one_use_case(customer: WalkthroughCustomer) -> None:
    """B6: campaigns in all statuses count (1.11)."""
    customer.verified_sole_proprietor()
    with refused(400, 21717):
        customer.create_campaign(us_app_to_person_usecase="MARKETING")
    customer.create_campaign()
    customer.decide_campaign("FAILED")
    first = customer.service
    customer.make_service()
    with refused(400, 21732, first):
        customer.create_campaign()


def test_the_sole_proprietor_use_case_is_for_sole_proprietors(customer: WalkthroughCustomer) -> None:
    """B6."""
    customer.approved_business()
    with refused(400, 21717):
        customer.create_campaign()


def test_one_ein_is_good_for_fifty_brands(customer: WalkthroughCustomer) -> None:
    """B7."""
    ein = f"55-{customer.mobile[-7:]}"
    customer.simulator.control("POST", "/registry/uses", {"what": "EIN", "value": ein, "count": 49})
    for expected in ("APPROVED", "FAILED"):
        customer.draft_business_profile(ein=ein)
        customer.submit_profile()
        customer.draft_messaging_bundle()
        customer.submit_product()
        customer.register_brand("STANDARD")
        customer.simulator.advance(30)
        assert customer.fetch_brand().status == expected
    assert customer.fetch_brand().errors[0]["error_code"] == 30898


def test_a_low_score_can_be_had(customer: WalkthroughCustomer) -> None:
    """B8: a standard brand that was vetted has a score; low-volume ones have none."""
    customer.approved_business(skip_automatic_sec_vet=False)
    assert customer.fetch_brand().brand_score == 75
    customer.decide_brand("APPROVED", brand_score=8, brand_feedback=["TAX_ID"])
    brand = customer.fetch_brand()
    assert (brand.brand_score, brand.brand_feedback) == (8, ["TAX_ID"])


@pytest.mark.parametrize(
    ("limit", "code"), [("mobile phone number", 30750), ("email", 30749), ("address", 30747)]
)
def test_uses_by_other_vendors_count(customer: WalkthroughCustomer, limit: str, code: int) -> None:
    """P11: three for a mobile number, ten for an email and an address."""
    most = 3 if limit == "mobile phone number" else 10
    address = f"{customer.street}||san francisco|94105|us".casefold()
    value = {"email": customer.email, "mobile phone number": customer.mobile, "address": address}[limit]
    use = {"what": limit, "value": value, "count": most}
    customer.simulator.control("POST", "/registry/uses", use)
    customer.approved_sole_proprietor()
    assert customer.fetch_brand().errors[0]["error_code"] == code


def test_a_mobile_number_is_good_for_three_brands(customer: WalkthroughCustomer) -> None:
    """P11: a lifetime limit; the fourth brand fails."""
    statuses = []
    for _ in range(4):
        customer.approved_sole_proprietor()
        statuses.append(customer.fetch_brand().status)
    assert statuses == ["APPROVED", "APPROVED", "APPROVED", "FAILED"]


def test_approval_texts_one_otp_and_yes_is_confirmed(customer: WalkthroughCustomer) -> None:
    """O1: Twilio's own words, to the number in the bundle."""
    customer.approved_sole_proprietor()
    assert texts_to(customer) == [OTP_TEXT]
    customer.reply_yes()
    assert texts_to(customer)[1:] == ["Thank you. Your registration has been confirmed."]


def test_yes_after_a_day_does_nothing_until_a_new_otp_is_sent(customer: WalkthroughCustomer) -> None:
    """O2: valid for 24 hours, later ones by API only."""
    customer.approved_sole_proprietor()
    customer.simulator.advance(DAY + 1)
    assert customer.reply_yes() == {"verified": [], "expired": [customer.brand]}
    assert customer.fetch_brand().identity_status == "UNVERIFIED"
    brand = customer.messaging.brand_registrations(customer.brand)
    otp = brand.brand_registration_otps.create()
    assert otp.brand_registration_sid == customer.brand
    assert len(texts_to(customer)) == 2
    assert customer.reply_yes()["verified"] == [customer.brand]
    with refused(400, 20001):
        brand.brand_registration_otps.create()


def test_more_than_ten_otp_requests_a_second_are_too_many(customer: WalkthroughCustomer) -> None:
    """O2: per account."""
    customer.approved_sole_proprietor()
    brand = customer.messaging.brand_registrations(customer.brand)
    for _ in range(10):
        brand.brand_registration_otps.create()
    with refused(429, 20429):
        brand.brand_registration_otps.create()
    customer.simulator.advance(1)
    brand.brand_registration_otps.create()


def test_an_otp_may_be_answered_even_after_thirty_days(customer: WalkthroughCustomer) -> None:
    """O3: the registry 'may begin' to expire brands, and has not; no status EXPIRED exists."""
    customer.approved_sole_proprietor()
    customer.simulator.advance(31 * DAY)
    customer.messaging.brand_registrations(customer.brand).brand_registration_otps.create()
    customer.reply_yes()
    assert customer.fetch_brand().identity_status == "VERIFIED"


def test_only_one_otp_is_sent_by_itself(customer: WalkthroughCustomer) -> None:
    """O4: resending is the client's decision."""
    customer.approved_sole_proprietor()
    customer.simulator.advance(3 * DAY)
    assert len(texts_to(customer)) == 1


def test_a_vetting_raises_the_score_and_hides_the_brand_from_lists(customer: WalkthroughCustomer) -> None:
    """1.6: only the contract has it; the list is incomplete as twilio-ruby #688 says."""
    customer.approved_business()
    brand = customer.messaging.brand_registrations(customer.brand)
    listed = [b.sid for b in customer.messaging.brand_registrations.list(limit=5)]
    assert customer.brand in listed
    vetting = brand.brand_vettings.create(vetting_provider="aegis")
    assert vetting.vetting_status == "IN_PROGRESS"
    customer.simulator.advance(3600)
    assert brand.brand_vettings(vetting.brand_vetting_sid).fetch().vetting_status == "COMPLETED"
    assert customer.fetch_brand().identity_status == "VETTED_VERIFIED"
    listed = [b.sid for b in customer.messaging.brand_registrations.list(limit=5)]
    assert customer.brand not in listed
