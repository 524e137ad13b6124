"""What Twilio refuses since 2026, and before (U1, U9, U18, U19, M3, M6, M8, M9, M16)."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from twilio.base import values

from tests.support.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.simulator import SimulatorProcess
    from tests.support.walkthrough import WalkthroughCustomer

PRIVACY, TERMS = "https://jane.example.com/privacy", "https://jane.example.com/terms"
URLS = {"privacy_policy_url": PRIVACY, "terms_and_conditions_url": TERMS}
NO_URLS = dict.fromkeys(URLS, values.unset)


@contextmanager
def set_on(simulator: SimulatorProcess, name: str) -> Iterator[None]:
    before = simulator.control("GET", "/settings")[name]
    simulator.control("POST", "/settings", {name: True})
    yield
    simulator.control("POST", "/settings", {name: before})


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, 30933),
        ({"privacy_policy_url": PRIVACY}, 30934),
        ({"terms_and_conditions_url": TERMS}, 30933),
        ({**URLS, "privacy_policy_url": ""}, 30933),
        ({**URLS, "privacy_policy_url": "http://jane.example.com/privacy"}, 30933),
        ({**URLS, "terms_and_conditions_url": "http://jane.example.com/terms"}, 30934),
    ],
)
def test_a_new_campaign_needs_both_policy_urls(
    customer: WalkthroughCustomer, given: dict[str, str], code: int
) -> None:
    """U1: since 2026-06-30, by https."""
    customer.verified_sole_proprietor()
    with set_on(customer.simulator, "require_policy_urls"):
        with refused(400, code):
            customer.create_campaign(**(NO_URLS | given))
        assert customer.create_campaign(**URLS).campaign_status == "PENDING"


def test_an_old_campaign_without_policy_urls_is_left_alone_until_it_is_edited(
    customer: WalkthroughCustomer,
) -> None:
    """U1."""
    customer.verified_sole_proprietor()
    customer.simulator.control("POST", "/settings", {"require_policy_urls": False})
    customer.create_campaign(**NO_URLS)
    with set_on(customer.simulator, "require_policy_urls"):
        assert customer.fetch_campaign().campaign_status == "PENDING"
        with refused(400, 30933):
            customer.update_campaign(**NO_URLS)
        assert customer.update_campaign(**URLS).campaign_status == "PENDING"
        assert customer.update_campaign(**NO_URLS).campaign_status == "PENDING"


def test_one_registration_of_a_brand_and_of_a_campaign_a_second(customer: WalkthroughCustomer) -> None:
    """U9: for the account; other calls are not counted."""
    customer.verified_sole_proprietor()
    with set_on(customer.simulator, "limit_registrations"):
        customer.register_brand()
        with refused(429, 20429):
            customer.register_brand()
        customer.fetch_brand()
        customer.simulator.advance(1.01)
        customer.register_brand()
        customer.simulator.advance(1.01)
        customer.approved_business()
        business = {"us_app_to_person_usecase": "2FA"}
        customer.create_campaign(**business)
        customer.make_service()
        with refused(429, 20429):
            customer.create_campaign(**business)
        customer.simulator.advance(1.01)
        customer.create_campaign(**business)


def test_an_opt_in_message_needs_no_keywords(customer: WalkthroughCustomer) -> None:
    """U18: but keywords need the message."""
    customer.verified_sole_proprietor()
    with refused(400, 21727, "OptInMessage"):
        customer.create_campaign(opt_in_keywords=["START"])
    answer = "Jane Doe: you are subscribed. Reply STOP to end, HELP for help."
    assert customer.create_campaign(opt_in_message=answer).opt_in_message == answer


def test_keywords_may_come_as_one_text_with_commas(customer: WalkthroughCustomer) -> None:
    """M6: as document 004 has it, and as arrays."""
    customer.verified_sole_proprietor()
    answer = "Jane Doe: you are subscribed. Reply STOP to end, HELP for help."
    campaign = customer.create_campaign(opt_in_message=answer, opt_in_keywords=["Start, join", "YES"])
    assert campaign.opt_in_keywords == ["START", "JOIN", "YES"]


@pytest.mark.parametrize(
    ("service_usecase", "campaign_usecase", "fits"),
    [
        ("verification", "MARKETING", False),
        ("poll", "2FA", False),
        ("verification", "2FA", True),
        ("marketing", "MIXED", True),
        ("undeclared", "MARKETING", True),
    ],
)
def test_use_cases_of_service_and_campaign_fit(
    customer: WalkthroughCustomer, service_usecase: str, campaign_usecase: str, *, fits: bool
) -> None:
    """M3, U14: when the Campaign is made, and when the service is changed."""
    customer.approved_business()
    service = customer.messaging.services(customer.service)
    service.update(usecase=service_usecase)
    if fits:
        customer.create_campaign(us_app_to_person_usecase=campaign_usecase)
        return
    with refused(400, 21719):
        customer.create_campaign(us_app_to_person_usecase=campaign_usecase)
    service.update(usecase="undeclared")
    customer.create_campaign(us_app_to_person_usecase=campaign_usecase)
    with refused(400, 21719):
        service.update(usecase=service_usecase)


def test_what_hangs_on_a_bundle_cannot_be_deleted(customer: WalkthroughCustomer) -> None:
    """M8: 21644 for an end user, 21646 for a document; after the assignment is gone it can."""
    customer.draft_starter_profile()
    customer.submit_profile()
    trusthub = customer.trusthub
    entities = trusthub.customer_profiles(customer.profile).customer_profiles_entity_assignments
    assigned = {entity.object_sid[:2]: entity for entity in entities.list()}
    kinds = {"IT": (trusthub.end_users, 21644), "RD": (trusthub.supporting_documents, 21646)}
    for prefix, (resource, code) in kinds.items():
        with refused(400, code):
            resource(assigned[prefix].object_sid).delete()
        assigned[prefix].delete()
        resource(assigned[prefix].object_sid).delete()


def test_status_and_properties_of_a_bundle_go_in_two_requests(customer: WalkthroughCustomer) -> None:
    """M8: 22204."""
    customer.draft_starter_profile()
    profile = customer.trusthub.customer_profiles(customer.profile)
    with refused(400, 22204):
        profile.update(status="pending-review", friendly_name="June")
    profile.update(friendly_name="June")
    assert profile.update(status="pending-review").friendly_name == "June"


def test_a_document_is_reviewed_with_its_bundle(customer: WalkthroughCustomer) -> None:
    """M16."""
    customer.draft_starter_profile()
    documents = customer.trusthub.supporting_documents.list()
    (document,) = [each for each in documents if customer.address in str(each.attributes)]
    context = customer.trusthub.supporting_documents(document.sid)
    assert context.fetch().status == "DRAFT"
    customer.submit_profile()
    assert context.fetch().status == "PENDING_REVIEW"
    customer.simulator.control("POST", f"/profiles/{customer.profile}/decide", {"status": "twilio-rejected"})
    assert context.fetch().status == "REJECTED"


def test_a_mock_sole_proprietor_takes_no_campaign(customer: WalkthroughCustomer) -> None:
    """M9."""
    customer.approved_sole_proprietor()
    customer.register_brand(mock=True)
    customer.simulator.advance(30)
    customer.reply_yes()
    customer.make_service()
    with refused(400, 21717, "mock"):
        customer.create_campaign()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("business_type", "LLC"),
        ("business_industry", "Healthcare"),
        ("business_registration_identifier", "Tax ID"),
        ("business_regions_of_operation", "USA"),
        ("business_regions_of_operation", "USA_AND_CANADA,EVERYWHERE"),
    ],
)
def test_values_outside_the_closed_lists_are_invalid(
    customer: WalkthroughCustomer, name: str, value: str
) -> None:
    """U19: the evaluation says which, with 22218, and the review rejects the bundle."""
    customer.draft_business_profile()
    profile = customer.trusthub.customer_profiles(customer.profile)
    (business,) = [
        end_user
        for end_user in customer.trusthub.end_users.list(limit=20)
        if end_user.type == "customer_profile_business_information"
    ][:1]
    attributes: dict[str, Any] = business.attributes | {name: value}
    customer.trusthub.end_users(business.sid).update(attributes=attributes)
    evaluation = profile.customer_profiles_evaluations.create(policy_sid=profile.fetch().policy_sid)
    assert evaluation.status == "noncompliant"
    invalid = [field for result in evaluation.results for field in result["invalid"]]
    assert [(field["object_field"], field["error_code"]) for field in invalid] == [(name, 22218)]
    customer.submit_profile()
    customer.simulator.advance(30)
    assert customer.fetch_profile().status == "twilio-rejected"


def test_an_account_outside_the_beta_edits_no_campaign(customer: WalkthroughCustomer) -> None:
    """U7: an edit is a 403, whatever the Campaign is; deleting it works."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    with set_on(customer.simulator, "edits_are_beta"), refused(403, None):
        customer.update_campaign()
    customer.delete_campaign()


def test_the_same_seven_fields_are_reviewed_anew(customer: WalkthroughCustomer) -> None:
    """U5: many rejections are cured on a web page, and the texts stay."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("FAILED", {"error_code": 30908})
    assert customer.update_campaign().campaign_status == "PENDING"
    customer.decide_campaign("VERIFIED")
    assert customer.fetch_campaign().errors == []
