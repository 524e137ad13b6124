"""Profiles and trust bundles: requirements 1.1 to 1.3, one test an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support import walkthrough
from tests.support.receiver import Receiver
from tests.support.refusals import refused

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer


def rejection_of(customer: WalkthroughCustomer, **profile: Any) -> str:
    """Submit a starter profile and return the reason that the status callback gives."""
    with Receiver() as receiver:
        customer.draft_starter_profile(status_callback=receiver.url, **profile)
        customer.submit_profile()
        customer.simulator.advance(20)
        assert customer.fetch_profile().status == "twilio-rejected"
        webhook = receiver.wait_for(lambda w: w.form["Status"] == "twilio-rejected")
    return webhook.form["FailureReason"]


def test_the_primary_profile_is_there_approved_and_an_isvs(customer: WalkthroughCustomer) -> None:
    """G1: seeded; it cannot be deleted by API."""
    sid = customer.simulator.primary_customer_profile_sid
    primary = customer.trusthub.customer_profiles(sid)
    assert primary.fetch().status == "twilio-approved"
    (assignment,) = primary.customer_profiles_entity_assignments.list()
    business = customer.trusthub.end_users(assignment.object_sid).fetch()
    assert business.attributes["business_identity"] == "isv_reseller_or_partner"
    with refused(400, 20001, "Console"):
        primary.delete()


def test_validation_errors_show_within_the_thirty_seconds_of_a_client(customer: WalkthroughCustomer) -> None:
    """G3: not at submission, but 20 s after it."""
    customer.email = "jane@mailinator.com"
    customer.draft_starter_profile()
    assert customer.submit_profile() == "in-review"
    customer.simulator.advance(19)
    assert customer.fetch_profile().status == "in-review"
    customer.simulator.advance(1)
    assert customer.fetch_profile().status == "twilio-rejected"


def test_going_on_without_the_wait_is_allowed_and_fails_downstream(customer: WalkthroughCustomer) -> None:
    """G3: nothing refuses an early brand; the rejected profile fails it later (P14)."""
    customer.email = "jane@unknown.example"
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.draft_sole_proprietor_bundle()
    customer.submit_product()
    customer.register_brand()
    assert customer.fetch_brand().status == "PENDING"
    customer.simulator.advance(30)
    assert customer.fetch_brand().status == "FAILED"


def test_waiting_for_approval_of_a_profile_is_waiting_for_ever(customer: WalkthroughCustomer) -> None:
    """G4: only an approved and verified brand approves its profile and its bundle."""
    customer.approved_sole_proprietor()
    customer.simulator.advance(7 * 24 * 3600)
    assert customer.fetch_profile().status == "in-review"
    customer.messaging.brand_registrations(customer.brand).brand_registration_otps.create()
    customer.reply_yes()
    assert customer.fetch_profile().status == "twilio-approved"
    assert customer.fetch_product().status == "twilio-approved"


def test_texts_of_all_scripts_come_back_as_they_went_in(customer: WalkthroughCustomer) -> None:
    """G8: lengths are characters, and utf8mb4 survives."""
    name = "Ωwl 🦉 パン屋"
    profile = customer.make_profile(walkthrough.STARTER_POLICY, [], friendly_name=name)
    assert customer.trusthub.customer_profiles(profile).fetch().friendly_name == name
    customer.verified_sole_proprietor()
    assert customer.create_campaign(description="🦉" * 40).description == "🦉" * 40


def test_a_sole_proprietors_address_is_in_the_us_or_canada(customer: WalkthroughCustomer) -> None:
    """G10, P4: others are rejected; a business may be anywhere."""
    document = customer.address_document(region="Berlin", postal_code="10115", iso_country="DE")
    customer.draft_starter_profile()
    profile = customer.trusthub.customer_profiles(customer.profile)
    for assignment in profile.customer_profiles_entity_assignments.list(object_type="RD"):
        profile.customer_profiles_entity_assignments(assignment.sid).delete()
    profile.customer_profiles_entity_assignments.create(object_sid=document)
    customer.submit_profile()
    customer.simulator.advance(20)
    assert customer.fetch_profile().status == "twilio-rejected"


def test_a_canadian_address_passes(customer: WalkthroughCustomer) -> None:
    """P4."""
    document = customer.address_document(
        city="Vancouver", region="British Columbia", postal_code="V5K 0A1", iso_country="CA"
    )
    customer.draft_starter_profile()
    profile = customer.trusthub.customer_profiles(customer.profile)
    for assignment in profile.customer_profiles_entity_assignments.list(object_type="RD"):
        profile.customer_profiles_entity_assignments(assignment.sid).delete()
    profile.customer_profiles_entity_assignments.create(object_sid=document)
    customer.submit_profile()
    customer.simulator.advance(20)
    assert customer.fetch_profile().status == "in-review"


def test_the_starter_policy_names_the_fields_of_its_end_user(customer: WalkthroughCustomer) -> None:
    """P1, T1: policies are fetched by their fixed SIDs."""
    policy = customer.trusthub.policies(walkthrough.STARTER_POLICY).fetch()
    (end_user,) = policy.requirements["end_user"]
    assert end_user["type"] == "starter_customer_profile_information"
    assert end_user["fields"] == ["first_name", "last_name", "email", "phone_number"]
    policy = customer.trusthub.policies(walkthrough.SOLE_PROPRIETOR_POLICY).fetch()
    assert policy.requirements["end_user"][0]["fields"][0] == "brand_name"


def test_a_profile_under_an_unknown_policy_is_refused(customer: WalkthroughCustomer) -> None:
    """P1."""
    with refused(400, 20001, "does not exist"):
        customer.make_profile("RN" + "0" * 32, [])


def test_the_reason_of_a_rejection_is_in_the_callback_and_nowhere_else(customer: WalkthroughCustomer) -> None:
    """P2, S1: the resource shows a code without words."""
    customer.email = "jane@mailinator.com"
    assert rejection_of(customer) == "Email is a suspected disposable address."
    assert customer.fetch_profile().errors == [{"code": 18601}]


def test_an_end_user_of_an_unknown_type_is_refused(customer: WalkthroughCustomer) -> None:
    """P3, T2."""
    with refused(400, 20001, "starter_customer_profile_information"):
        customer.make_end_user("individual")


def test_an_address_needs_its_parts(customer: WalkthroughCustomer) -> None:
    """P4."""
    with refused(400, 20001, "City"):
        customer.make_address(city=" ")


def test_a_document_with_an_address_that_is_not_there_is_noncompliant(customer: WalkthroughCustomer) -> None:
    """P5: and rejected, if it is submitted all the same (P10)."""
    customer.draft_starter_profile()
    customer.client.addresses(customer.address).delete()
    evaluation = evaluate(customer)
    assert evaluation.status == "noncompliant"
    (invalid,) = [field for result in evaluation.results for field in result["invalid"]]
    assert (invalid["object_field"], invalid["error_code"]) == ("address_sids", 22219)


def test_a_profile_without_its_three_assignments_is_noncompliant(customer: WalkthroughCustomer) -> None:
    """P6, P7: every reason at once."""
    customer.profile = customer.make_profile(walkthrough.STARTER_POLICY, [])
    results = evaluate(customer).results
    assert [result["passed"] for result in results] == [False, False, False]
    assert [result["error_code"] for result in results] == [22214, 22216, None]
    assert {field["object_field"] for field in results[0]["invalid"]} == {
        "first_name",
        "last_name",
        "email",
        "phone_number",
    }
    assert results[2]["requirement_name"] == "primary_customer_profile"


def test_an_evaluation_names_each_bad_field_and_passes_when_it_is_mended(
    customer: WalkthroughCustomer,
) -> None:
    """P7: fix, and evaluate again."""
    customer.draft_starter_profile()
    end_user = customer.trusthub.end_users(customer.end_user)
    good = end_user.fetch().attributes
    end_user.update(attributes={"first_name": "Jane", "phone_number": "call me"})
    invalid = {
        field["object_field"]: field["error_code"] for field in evaluate(customer).results[0]["invalid"]
    }
    assert invalid == {"last_name": 22215, "email": 22215, "phone_number": 22218}
    end_user.update(attributes=good)
    assert evaluate(customer).status == "compliant"


def test_submitting_answers_in_review(customer: WalkthroughCustomer) -> None:
    """P8: pending-review is asked for, in-review is answered; nobody else sets a status."""
    customer.draft_starter_profile()
    profile = customer.trusthub.customer_profiles(customer.profile)
    with refused(400, 20001, "only Twilio decides"):
        profile.update(status="twilio-approved")
    assert customer.fetch_profile().status == "draft"
    assert customer.submit_profile() == "in-review"


@pytest.mark.parametrize(
    ("email", "reason"),
    [
        ("jane@example..com", "Email domain has an invalid address syntax."),
        ("jane@unknown.example", "Unknown email domain."),
        ("jane@mailinator.com", "Email is a suspected disposable address."),
        ("invalid@jane.example.com", "Email is invalid."),
    ],
)
def test_a_bad_email_is_rejected_by_callback(customer: WalkthroughCustomer, email: str, reason: str) -> None:
    """P9: checked at submission, in the order of the document."""
    assert rejection_of(customer, email=email) == reason


SUGGESTION = (
    "Address suggestion -> Street: 1 Jersey St. Secondary Street: Boston, MA 02215-4147."
    " Locality: Boston. Region: MA. Postal Code: 02215-4147. Country: US"
)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"street": "1 Jersey Str"}, f"[address_sids] - Invalid Street. {SUGGESTION}"),
        ({"postal_code": "1"}, f"[address_sids] - Invalid Postal Code. {SUGGESTION};"),
        ({"city": "Bostun"}, f"[address_sids] - Invalid Locality. {SUGGESTION};"),
        ({"region": "MAA"}, f"[address_sids] - Invalid Region. {SUGGESTION};"),
        ({"street": "10000 Jersey St"}, "[address_sids] - Invalid House Number"),
        ({"iso_country": "FR"}, "The provided address is not a valid US or Canada address"),
    ],
)
def test_a_bad_address_is_rejected_by_callback(
    customer: WalkthroughCustomer, changes: dict[str, str], reason: str
) -> None:
    """P10: in the words of the walkthrough, with its suggestion."""
    boston = {
        "street": "1 Jersey St",
        "city": "Boston",
        "region": "MA",
        "postal_code": "02215-4147",
    }
    make = customer.make_address
    customer.make_address = lambda **_ignored: make(**boston | changes)  # type: ignore[method-assign]
    assert rejection_of(customer) == reason


def test_an_address_that_was_deleted_is_rejected_by_callback(customer: WalkthroughCustomer) -> None:
    """P10: 'Address not found with sid'."""
    with Receiver() as receiver:
        customer.draft_starter_profile(status_callback=receiver.url)
        customer.client.addresses(customer.address).delete()
        customer.submit_profile()
        customer.simulator.advance(20)
        webhook = receiver.wait_for(lambda w: w.form["Status"] == "twilio-rejected")
    assert webhook.form["FailureReason"] == f"Address not found with sid {customer.address}"


def test_the_mobile_number_must_be_north_american_and_no_toll_free_one(customer: WalkthroughCustomer) -> None:
    """P12: any line type is fine for the phone, not for the mobile."""
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.mobile = "+18005550100"
    customer.draft_sole_proprietor_bundle()
    evaluation = customer.trusthub.trust_products(customer.product).trust_products_evaluations.create(
        policy_sid=walkthrough.SOLE_PROPRIETOR_POLICY
    )
    (invalid,) = evaluation.results[0]["invalid"]
    assert (invalid["object_field"], invalid["error_code"]) == ("mobile_phone_number", 22218)


def test_a_rejected_profile_is_mended_and_submitted_again(customer: WalkthroughCustomer) -> None:
    """P13: edit, then status pending-review again."""
    customer.email = "jane@mailinator.com"
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.simulator.advance(20)
    good = "jane@jane.example.com"
    end_user = customer.trusthub.end_users(customer.end_user)
    end_user.update(attributes={**end_user.fetch().attributes, "email": good})
    customer.trusthub.customer_profiles(customer.profile).update(email=good)
    assert customer.submit_profile() == "in-review"
    customer.simulator.advance(20)
    assert customer.fetch_profile().status == "in-review"
    assert customer.fetch_profile().errors is None


def test_attributes_are_replaced_as_a_whole(customer: WalkthroughCustomer) -> None:
    """P13, 1.11: what is not sent again is gone."""
    sid = customer.make_end_user("sole_proprietor_information", brand_name="Jane", vertical="RETAIL")
    updated = customer.trusthub.end_users(sid).update(attributes={"brand_name": "June"})
    assert updated.attributes == {"brand_name": "June"}


def test_a_rejected_profile_fails_its_brand_and_that_its_campaign(customer: WalkthroughCustomer) -> None:
    """P14."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.simulator.control("POST", f"/profiles/{customer.profile}/decide", {"status": "twilio-rejected"})
    assert customer.fetch_brand().status == "FAILED"
    assert customer.fetch_campaign().campaign_status == "FAILED"


def test_a_profile_in_review_cannot_be_updated(customer: WalkthroughCustomer) -> None:
    """P13, 1.11: but it can be submitted again when its brand has failed, or after approval (B5)."""
    customer.draft_starter_profile()
    customer.submit_profile()
    with refused(400, 20001, "in review cannot be updated"):
        customer.trusthub.customer_profiles(customer.profile).update(email="other@example.com")


def test_a_trust_bundle_is_no_profile_although_both_are_bu(customer: WalkthroughCustomer) -> None:
    """T1."""
    customer.draft_starter_profile()
    customer.submit_profile()
    customer.draft_sole_proprietor_bundle()
    assert customer.product.startswith("BU")
    with refused(404, 20404):
        customer.trusthub.customer_profiles(customer.product).fetch()


@pytest.mark.parametrize(("vertical", "passed"), [("RETAIL", True), ("retail", False), (None, True)])
def test_the_vertical_is_optional_but_not_free(
    customer: WalkthroughCustomer, vertical: str | None, *, passed: bool
) -> None:
    """T2, T3."""
    attributes = {"brand_name": "Jane", "mobile_phone_number": customer.mobile}
    if vertical:
        attributes["vertical"] = vertical
    information = customer.make_end_user("sole_proprietor_information", **attributes)
    customer.product = customer.make_product(walkthrough.SOLE_PROPRIETOR_POLICY, [information])
    evaluation = customer.trusthub.trust_products(customer.product).trust_products_evaluations.create(
        policy_sid=walkthrough.SOLE_PROPRIETOR_POLICY
    )
    assert evaluation.results[0]["passed"] is passed


def test_a_trust_bundle_wants_its_profile_in_review(customer: WalkthroughCustomer) -> None:
    """T4."""
    customer.draft_starter_profile()
    customer.draft_sole_proprietor_bundle()
    product = customer.trusthub.trust_products(customer.product)
    policy = {"policy_sid": walkthrough.SOLE_PROPRIETOR_POLICY}
    assert product.trust_products_evaluations.create(**policy).status == "noncompliant"
    customer.submit_profile()
    assert product.trust_products_evaluations.create(**policy).status == "compliant"
    assert customer.submit_product() == "in-review"


def evaluate(customer: WalkthroughCustomer) -> Any:
    """Evaluate the starter profile."""
    profile = customer.trusthub.customer_profiles(customer.profile)
    return profile.customer_profiles_evaluations.create(policy_sid=walkthrough.STARTER_POLICY)


@pytest.mark.parametrize("odd", [5, True, ["+14155550100"], {"a": 1}])
def test_an_attribute_of_the_wrong_type_is_a_finding_and_no_failure(
    customer: WalkthroughCustomer, odd: Any
) -> None:
    """P7: whatever JSON an attribute holds, the evaluation answers."""
    customer.draft_starter_profile()
    end_user = customer.trusthub.end_users(customer.end_user)
    end_user.update(attributes={"first_name": "J", "last_name": "D", "email": odd, "phone_number": odd})
    document = customer.trusthub.supporting_documents.list(limit=1)[0]
    customer.trusthub.supporting_documents(document.sid).update(attributes={"address_sids": odd})
    results = evaluate(customer).results
    assert {f["object_field"] for r in results for f in r["invalid"]} == {
        "email",
        "phone_number",
        "address_sids",
    }
    information = customer.make_end_user(
        "sole_proprietor_information", brand_name=odd, mobile_phone_number=odd, vertical=odd
    )
    customer.product = customer.make_product(walkthrough.SOLE_PROPRIETOR_POLICY, [information])
    customer.submit_profile()
    customer.submit_product()
    customer.register_brand()
    customer.simulator.advance(30)
    assert customer.fetch_brand().status == "FAILED"
