"""Services, campaigns and numbers: requirements 1.7 to 1.10, one test an id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support import walkthrough
from tests.support.raw_http import raw
from tests.support.refusals import refused

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer

DAY = 24 * 3600
SELF_MANAGED = {
    "opt_out_message": "Jane Doe's Bakery: you are unsubscribed.",
    "opt_out_keywords": ["STOP", "BYE"],
    "help_message": "Jane Doe's Bakery: call us for help.",
    "help_keywords": ["HELP"],
}
FORM = {
    "Description": walkthrough.DESCRIPTION,
    "MessageFlow": walkthrough.MESSAGE_FLOW,
    "MessageSamples": walkthrough.SAMPLES,
    "UsAppToPersonUsecase": "SOLE_PROPRIETOR",
    "HasEmbeddedLinks": "false",
    "HasEmbeddedPhone": "false",
    "PrivacyPolicyUrl": "https://jane.example.com/privacy",
    "TermsAndConditionsUrl": "https://jane.example.com/terms",
}


def post_campaign(customer: WalkthroughCustomer, **form: Any) -> tuple[int, Any]:
    """A creation without the SDK, which would not leave parameters out."""
    path = f"/v1/Services/{customer.service}/Compliance/Usa2p"
    status, body, _ = raw(customer.simulator, "POST", path, form)
    return status, body


def test_a_service_is_undeclared_unless_it_says_otherwise(customer: WalkthroughCustomer) -> None:
    """M1."""
    customer.make_service()
    service = customer.messaging.services(customer.service).fetch()
    assert (service.usecase, service.us_app_to_person_registered) == ("undeclared", False)


def test_deleting_a_service_deletes_its_campaign_and_frees_its_numbers(customer: WalkthroughCustomer) -> None:
    """M2: even a verified one; its brand may have another."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("VERIFIED")
    number = buy(customer)
    service = customer.messaging.services(customer.service)
    service.phone_numbers.create(phone_number_sid=number)
    assert service.fetch().us_app_to_person_registered is True
    service.delete()
    with refused(404, 20404):
        customer.fetch_campaign()
    customer.make_service()
    customer.messaging.services(customer.service).phone_numbers.create(phone_number_sid=number)
    assert customer.create_campaign().campaign_status == "PENDING"


def test_a_campaign_is_deleted_without_its_service(customer: WalkthroughCustomer) -> None:
    """M3, C20: a verified one too."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("VERIFIED")
    customer.delete_campaign()
    with refused(404, 20404):
        customer.fetch_campaign()
    assert customer.messaging.services(customer.service).fetch().sid == customer.service


def test_five_seconds_pass_between_a_deletion_and_the_next_campaign(customer: WalkthroughCustomer) -> None:
    """G7: refused before, because the deletion is not finalised."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.delete_campaign()
    customer.simulator.advance(4.9)
    with refused(409, 20409, "not finalized"):
        customer.create_campaign()
    customer.simulator.advance(0.2)
    assert customer.create_campaign().campaign_status == "PENDING"


def test_reviews_take_minutes_to_weeks(customer: WalkthroughCustomer) -> None:
    """G5: a sole proprietor's campaign three days, any other ten."""
    customer.approved_business()
    customer.create_campaign(us_app_to_person_usecase="MIXED")
    customer.simulator.advance(60 + 3 * DAY)
    assert customer.fetch_campaign().campaign_status == "IN_PROGRESS"
    customer.simulator.advance(7 * DAY)
    assert customer.fetch_campaign().campaign_status == "VERIFIED"


def test_a_campaign_waits_for_an_approved_and_verified_brand(customer: WalkthroughCustomer) -> None:
    """G6, G2: 21717."""
    customer.approved_sole_proprietor()
    customer.make_service()
    with refused(400, 21717, "UNVERIFIED"):
        customer.create_campaign()


def test_all_campaigns_have_one_sid(customer: WalkthroughCustomer) -> None:
    """C1: they are told apart by their services."""
    customer.verified_sole_proprietor()
    assert customer.create_campaign().sid == "QE2c6890da8086d771620e9b13fadeba0b"
    with refused(404, 20404):
        customer.messaging.services(customer.service).us_app_to_person("QE" + "0" * 32).fetch()


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("description", "x" * 39),
        ("description", "x" * 4097),
        ("message_flow", "x" * 39),
        ("message_flow", "x" * 2049),
        ("message_samples", ["x" * 19, "x" * 20]),
        ("message_samples", ["x" * 20, "x" * 1025]),
        ("opt_out_message", "x" * 19),
        ("help_message", "x" * 321),
        ("opt_out_keywords", ["x" * 256]),
        ("help_keywords", ["x" * 200, "y" * 55]),
    ],
)
def test_a_text_of_the_wrong_length_is_refused(customer: WalkthroughCustomer, field: str, bad: Any) -> None:
    """C3, C6: 21728, and no campaign is created."""
    customer.brand, _ = "BN" + "0" * 32, customer.make_service()
    with refused(400, 21728, "Length requirement"):
        customer.create_campaign(**SELF_MANAGED | {field: bad})
    assert customer.messaging.services(customer.service).us_app_to_person.list() == []


def test_keywords_are_alphanumeric(customer: WalkthroughCustomer) -> None:
    """C3."""
    customer.brand, _ = "BN" + "0" * 32, customer.make_service()
    with refused(400, 20001, "alphanumeric"):
        customer.create_campaign(opt_in_keywords=["GO!"], opt_in_message="x" * 20)


@pytest.mark.parametrize(
    ("usecase", "least"), [("SOLE_PROPRIETOR", 2), ("MIXED", 2), ("MARKETING", 2), ("2FA", 1)]
)
def test_some_use_cases_need_two_samples_and_none_takes_six(
    customer: WalkthroughCustomer, usecase: str, least: int
) -> None:
    """C4: the documents disagree about the rest; here one is enough."""
    if usecase == "SOLE_PROPRIETOR":
        customer.verified_sole_proprietor()
    else:
        customer.approved_business()
    # No samples at all is a missing old parameter, which has no code (C6).
    for count, code in ((least - 1, 21728 if least > 1 else None), (6, 21728)):
        with refused(400, code):
            customer.create_campaign(us_app_to_person_usecase=usecase, message_samples=["x" * 20] * count)
    customer.create_campaign(us_app_to_person_usecase=usecase, message_samples=["x" * 20] * least)


def test_without_opt_out_texts_twilios_are_filled_in(customer: WalkthroughCustomer) -> None:
    """C5: what is given in part is overwritten as well."""
    customer.verified_sole_proprietor()
    campaign = customer.create_campaign(opt_out_message="Jane Doe's Bakery: no more.")
    assert campaign.opt_out_message.startswith("You have successfully been unsubscribed.")
    assert campaign.opt_out_keywords == ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"]
    assert campaign.help_message == "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
    assert campaign.help_keywords == ["HELP", "INFO"]


def test_a_service_with_default_opt_out_overwrites_even_a_full_set(customer: WalkthroughCustomer) -> None:
    """C5: default is Twilio's texts, advanced is the service's own."""
    customer.verified_sole_proprietor()
    set_mode(customer, "default")
    assert customer.create_campaign(**SELF_MANAGED).help_keywords == ["HELP", "INFO"]
    customer.delete_campaign()
    customer.simulator.advance(5)
    set_mode(customer, "advanced", help_keywords=["HILFE"])
    assert customer.create_campaign(**SELF_MANAGED).help_keywords == ["HILFE"]


def test_a_service_that_nobody_has_set_is_on_default_opt_out(customer: WalkthroughCustomer) -> None:
    """C5: a full set is overwritten as well."""
    customer.verified_sole_proprietor()
    assert customer.create_campaign(**SELF_MANAGED).opt_out_message.startswith("You have successfully")


def test_a_scenario_says_that_a_customers_services_manage_opt_out_themselves(
    customer: WalkthroughCustomer,
) -> None:
    """C5: as if it had been set in the Console before the Campaign."""
    customer.verified_sole_proprietor()
    scenario = {"match": {"brand_name": "Jane Doe"}, "opt_out": {"management": "self"}}
    customer.simulator.control("POST", "/scenarios", {"customers": [scenario]})
    campaign = customer.create_campaign(**SELF_MANAGED)
    customer.simulator.control("POST", "/scenarios", {"customers": []})
    assert {name: getattr(campaign, name) for name in SELF_MANAGED} == SELF_MANAGED


def test_keywords_are_answered_in_capitals(customer: WalkthroughCustomer) -> None:
    """The documents' example sends "Start" and gets "START"."""
    customer.verified_sole_proprietor()
    text = "Jane Doe's Bakery: you are now opted in."
    campaign = customer.create_campaign(opt_in_keywords=["Start", "Join"], opt_in_message=text)
    assert campaign.opt_in_keywords == ["START", "JOIN"]


def test_who_manages_opt_out_himself_gives_all_four_texts(customer: WalkthroughCustomer) -> None:
    """C5, C6: 21727 otherwise; a full set is kept."""
    customer.verified_sole_proprietor()
    set_mode(customer, "self")
    with refused(400, 21727, "HelpKeywords"):
        customer.create_campaign(opt_out_message=SELF_MANAGED["opt_out_message"])
    campaign = customer.create_campaign(**SELF_MANAGED)
    assert {name: getattr(campaign, name) for name in SELF_MANAGED} == SELF_MANAGED


def test_keywords_to_opt_in_come_with_their_answer(customer: WalkthroughCustomer) -> None:
    """C5: 21727."""
    customer.brand, _ = "BN" + "0" * 32, customer.make_service()
    with refused(400, 21727, "OptInMessage"):
        customer.create_campaign(opt_in_keywords=["START"])


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        (["MessageFlow"], 21727),
        (["MessageFlow", "Description"], 21727),
        (["Description"], None),
        (["HasEmbeddedLinks", "MessageSamples"], None),
    ],
)
def test_a_missing_parameter_has_a_code_only_when_a_new_one_is_missing(
    customer: WalkthroughCustomer, missing: list[str], code: int | None
) -> None:
    """C6, C2: 21727, or a 400 without a code."""
    customer.make_service()
    form = {"BrandRegistrationSid": "BN" + "0" * 32, **FORM}
    status, body = post_campaign(customer, **{k: v for k, v in form.items() if k not in missing})
    assert (status, body["code"]) == (400, code)
    assert all(name in body["message"] for name in missing)


def test_a_campaign_is_pending_then_in_progress_then_verified(customer: WalkthroughCustomer) -> None:
    """C7: the registry's seven characters come with its review."""
    customer.verified_sole_proprietor()
    campaign = customer.create_campaign()
    assert (campaign.campaign_status, campaign.campaign_id, campaign.errors) == ("PENDING", None, [])
    customer.simulator.advance(60)
    campaign = customer.fetch_campaign()
    assert campaign.campaign_status == "IN_PROGRESS"
    assert len(campaign.campaign_id) == 7
    assert campaign.campaign_id.startswith("C")
    customer.simulator.advance(3 * DAY)
    assert customer.fetch_campaign().campaign_status == "VERIFIED"


def test_a_rejection_says_code_fields_link_and_reason(customer: WalkthroughCustomer) -> None:
    """C8: several at once if need be."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("FAILED", {"error_code": 30893}, {"error_code": 30886})
    campaign = customer.fetch_campaign()
    assert campaign.campaign_status == "FAILED"
    assert [error["error_code"] for error in campaign.errors] == [30893, 30886]
    assert campaign.errors[0]["fields"] == ["SAMPLE_MESSAGE_2"]
    assert campaign.errors[1]["url"] == "https://www.twilio.com/docs/api/errors/30886"
    assert all(error["description"] for error in campaign.errors)


def test_a_campaign_shows_the_limits_of_its_class(customer: WalkthroughCustomer) -> None:
    """C9."""
    customer.verified_sole_proprietor()
    campaign = customer.create_campaign(subscriber_opt_in=True)
    assert campaign.rate_limits["att"]["mps"] == 0.25
    assert campaign.rate_limits["tmobile"]["brand_tier"] == "LOW"
    assert (campaign.subscriber_opt_in, campaign.is_externally_registered) == (True, False)


def test_an_update_needs_all_seven_and_takes_nothing_else(customer: WalkthroughCustomer) -> None:
    """C10."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    path = f"/v1/Services/{customer.service}/Compliance/Usa2p/{walkthrough.CAMPAIGN}"
    others = {
        "UsAppToPersonUsecase",
        "PrivacyPolicyUrl",
        "TermsAndConditionsUrl",
    }  # the Campaign has the URLs
    seven = {k: v for k, v in FORM.items() if k not in others}
    seven |= {"AgeGated": "false", "DirectLending": "false"}
    for name in seven:
        form = {k: v for k, v in seven.items() if k != name}
        status, body, _ = raw(customer.simulator, "POST", path, form)
        assert (status, name in body["message"]) == (400, True)
    for name in ("OptInMessage", "HelpMessage", "UsAppToPersonUsecase", "SubscriberOptIn"):
        status, body, _ = raw(customer.simulator, "POST", path, {**seven, name: "x" * 20})
        assert (status, f"Unknown parameter {name}" in body["message"]) == (400, True)
    assert raw(customer.simulator, "POST", path, seven)[0] == 200


@pytest.mark.parametrize("field", ["has_embedded_links", "has_embedded_phone", "direct_lending", "age_gated"])
def test_the_booleans_are_fixed_by_the_first_approval(customer: WalkthroughCustomer, field: str) -> None:
    """C11, C12: free before it; then the last registered value is what counts."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    assert getattr(customer.update_campaign(**{field: True}), field) is True
    customer.simulator.advance(60 + 3 * DAY)
    assert customer.fetch_campaign().campaign_status == "VERIFIED"
    with refused(400, None, "cannot be changed"):
        customer.update_campaign(**{field: False})
    customer.decide_campaign("FAILED")
    with refused(400, None, "cannot be changed"):
        customer.update_campaign(**{field: False})
    assert customer.update_campaign(**{field: True}).campaign_status == "PENDING"


@pytest.mark.parametrize("status", ["PENDING", "IN_PROGRESS", "FAILED", "VERIFIED"])
def test_a_campaign_in_any_status_but_suspended_can_be_edited(
    customer: WalkthroughCustomer, status: str
) -> None:
    """C13, C14: and goes through the whole review again."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    if status != "PENDING":
        customer.decide_campaign(status)
    campaign = customer.update_campaign(description=walkthrough.DESCRIPTION + " Twice a week.")
    assert (campaign.campaign_status, campaign.errors) == ("PENDING", [])
    customer.simulator.advance(60)
    assert customer.fetch_campaign().campaign_status == "IN_PROGRESS"
    customer.simulator.advance(3 * DAY)
    assert customer.fetch_campaign().campaign_status == "VERIFIED"


def test_resubmissions_are_counted_and_never_refused(customer: WalkthroughCustomer) -> None:
    """C15: three are free; a fourth costs, and the API does not say so."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    for _ in range(4):
        customer.decide_campaign("FAILED")
        customer.update_campaign()
    campaigns = customer.simulator.control("GET", "/state")["campaign"]
    (mine,) = [c for c in campaigns if c["messaging_service_sid"] == customer.service]
    assert mine["_resubmissions"] == 4


def test_a_use_case_that_does_not_exist_is_refused(customer: WalkthroughCustomer) -> None:
    """C18: the string matches exactly."""
    customer.brand, _ = "BN" + "0" * 32, customer.make_service()
    with refused(400, 21720):
        customer.create_campaign(us_app_to_person_usecase="Marketing")


def test_a_service_holds_one_campaign(customer: WalkthroughCustomer) -> None:
    """C21."""
    customer.approved_business()
    customer.create_campaign(us_app_to_person_usecase="MIXED")
    with refused(409, 20409):
        customer.create_campaign(us_app_to_person_usecase="2FA")
    assert len(customer.messaging.services(customer.service).us_app_to_person.list()) == 1


def test_use_cases_depend_on_the_brand(customer: WalkthroughCustomer) -> None:
    """C22."""
    customer.verified_sole_proprietor()
    usecases = customer.messaging.services(customer.service).us_app_to_person_usecases
    mine = usecases.fetch(brand_registration_sid=customer.brand).us_app_to_person_usecases
    assert [usecase["code"] for usecase in mine] == ["SOLE_PROPRIETOR"]
    assert len(usecases.fetch().us_app_to_person_usecases) == 20


def test_a_mock_brand_has_mock_campaigns(customer: WalkthroughCustomer) -> None:
    """C23."""
    customer.approved_business(mock=True)
    assert customer.create_campaign(us_app_to_person_usecase="2FA").mock is True


def test_a_suspended_campaign_is_neither_edited_nor_deleted_and_vanishes(
    customer: WalkthroughCustomer,
) -> None:
    """C24, C13, 1.11: 21729; after thirty days Twilio deletes it."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("SUSPENDED")
    number = buy(customer)
    with refused(400, 21729):
        customer.update_campaign()
    with refused(400, 21729):
        customer.delete_campaign()
    with refused(400, 21729):
        customer.messaging.services(customer.service).phone_numbers.create(phone_number_sid=number)
    customer.simulator.advance(30 * DAY)
    with refused(404, 20404):
        customer.fetch_campaign()


def test_of_two_numbers_of_a_sole_proprietor_one_registers(customer: WalkthroughCustomer) -> None:
    """N1, M3, 1.11: the API takes both, the carriers one; 30125 for the other."""
    customer.verified_sole_proprietor()
    service = customer.messaging.services(customer.service)
    for _ in range(2):
        service.phone_numbers.create(phone_number_sid=buy(customer))
    customer.create_campaign()
    customer.decide_campaign("VERIFIED")
    customer.simulator.advance(60)
    pool = [
        number
        for number in customer.simulator.control("GET", "/state")["pool_number"]
        if number["service_sid"] == customer.service
    ]
    assert sorted(number["_registration"] for number in pool) == ["failure", "registered"]
    assert {number["_registration_error"] for number in pool} == {None, 30125}


def test_a_number_is_associated_once(customer: WalkthroughCustomer) -> None:
    """N2, 1.11: 21710 here already, 21712 in another service."""
    number, first, second = buy(customer), customer.make_service(), customer.make_service()
    numbers = customer.messaging.services(first).phone_numbers
    assert numbers.create(phone_number_sid=number).capabilities == ["MMS", "SMS", "Voice"]
    assert numbers(number).fetch().service_sid == first
    with refused(409, 21710):
        numbers.create(phone_number_sid=number)
    with refused(409, 21712, first):
        customer.messaging.services(second).phone_numbers.create(phone_number_sid=number)
    numbers(number).delete()
    customer.messaging.services(second).phone_numbers.create(phone_number_sid=number)


def test_a_number_registers_only_with_a_verified_campaign(customer: WalkthroughCustomer) -> None:
    """N3: being in the pool is not being registered."""
    customer.verified_sole_proprietor()
    number = buy(customer)
    customer.messaging.services(customer.service).phone_numbers.create(phone_number_sid=number)
    customer.create_campaign()
    customer.simulator.advance(2 * DAY)
    state = {n["sid"]: n for n in customer.simulator.control("GET", "/state")["pool_number"]}
    assert "_registration" not in state[number]


def buy(customer: WalkthroughCustomer) -> str:
    """One more number."""
    return str(customer.client.incoming_phone_numbers.create(area_code="415").sid)


def set_mode(customer: WalkthroughCustomer, mode: str, **texts: Any) -> None:
    """How the service answers STOP and HELP."""
    body = {"opt_out_management": mode, **texts}
    customer.simulator.control("POST", f"/services/{customer.service}", body)
