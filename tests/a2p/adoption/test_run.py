"""What an adoption writes, what it leaves and why, and what it asks of Twilio."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Any

import pytest

from a2p.errors import NotFound
from tests.support.adoption_runs import Account, plain
from tests.support.walkthrough import DESCRIPTION, SAMPLES

if TYPE_CHECKING:
    from a2p.adoption.run import AdoptionOutcome
    from tests.support.unmanaged_customers import UnmanagedCustomers
    from tests.support.walkthrough import WalkthroughCustomer

REJECTED = {"error_code": 30893, "fields": ["SAMPLE_MESSAGE_2"]}


def by_sid(outcomes: list[AdoptionOutcome]) -> dict[str, AdoptionOutcome]:
    return {each.sid: each for each in outcomes}


def kinds(outcomes: list[AdoptionOutcome]) -> dict[str, str]:
    return {each.sid: each.kind for each in outcomes}


def end_user(customer: WalkthroughCustomer, **changes: Any) -> None:
    """Change attributes of the profile's first EndUser."""
    person = customer.trusthub.end_users(customer.end_user)
    person.update(attributes={**person.fetch().attributes, **changes})


def test_a_sole_proprietor_is_declared_in_the_words_of_a_stack_file(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    jane = unmanaged.sole_proprietor()
    jane.decide_campaign("VERIFIED")

    (outcome,) = account.adopt()

    assert (outcome.kind, outcome.sid, outcome.stack) == ("written", jane.service, "jane-doe")
    declared = account.declared("jane-doe")
    assert declared["profile"] == {
        "email": jane.email,
        "first_name": "Jane",
        "last_name": "Doe",
        "phone_number": jane.mobile,
        "address": {
            "customer_name": "Jane Doe",
            "street": jane.street,
            "city": "San Francisco",
            "region": "CA",
            "postal_code": "94105",
            "iso_country": "US",
        },
    }
    assert declared["trust_bundle"] == {
        "brand_name": "Jane Doe",
        "mobile_phone_number": jane.mobile,
        "vertical": "RETAIL",
    }
    assert declared["brand"] == {"brand_type": "SOLE_PROPRIETOR"}
    assert declared["campaign"]["description"] == DESCRIPTION
    assert declared["campaign"]["message_samples"] == SAMPLES
    assert "opt_out_message" not in declared["campaign"], "Twilio's own texts are Twilio's"
    assert declared["phone_numbers"] == [account.simulator.phone_numbers[0]["sid"]]
    assert declared["adopted"] == {
        "profile": jane.profile,
        "trust_bundle": jane.product,
        "messaging_service": jane.service,
    }


def test_a_company_is_declared_with_what_twilio_has_of_it_and_nothing_else(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    unmanaged.business()

    account.adopt()

    declared = account.declared("doe-bakery-llc")
    assert list(declared["profile"])[:2] == ["email", "business"]
    assert declared["profile"]["business"]["social_media_profile_urls"] is None
    assert declared["brand"] == {"brand_type": "STANDARD", "skip_automatic_sec_vet": True}
    company = plain(account.document("doe-bakery-llc")["profile"]["inputs"]["end_users"])[0]["attributes"]
    assert "social_media_profile_urls" not in company


@pytest.mark.parametrize(
    ("status", "errors"), [("VERIFIED", []), ("FAILED", [REJECTED]), ("SUSPENDED", []), ("", [])]
)
def test_a_campaign_is_adopted_whatever_its_state(
    unmanaged: UnmanagedCustomers, account: Account, status: str, errors: list[dict[str, Any]]
) -> None:
    customer = unmanaged.business()
    if status:
        customer.decide_campaign(status, *errors)

    (outcome,) = account.adopt()

    assert outcome.kind == "written"
    recorded = account.document(outcome.stack)["campaign"]["outputs"]
    assert recorded["stage"] == "registered"
    assert recorded["campaign_status"] == customer.fetch_campaign().campaign_status
    assert recorded.get("approved_once", False) == (status == "VERIFIED")


def test_twilio_is_only_read_and_mostly_in_lists(unmanaged: UnmanagedCustomers, account: Account) -> None:
    for _ in range(4):
        unmanaged.business()
    before = len(account.calls())

    account.adopt()

    calls = account.calls()[before:]
    assert {call.split()[0] for call in calls} == {"GET"}
    # Of each customer: its Campaign, its numbers, and what is assigned to its two bundles.
    assert len(calls) == 7 + 4 * 4


def test_everybody_gets_a_name_of_their_own_and_one_that_is_given(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    one, two, three = unmanaged.business(), unmanaged.business(), unmanaged.business()

    outcomes = by_sid(account.adopt(names={three.brand: "third"}))

    assert {outcomes[one.service].stack, outcomes[two.service].stack} == {
        "doe-bakery-llc",
        "doe-bakery-llc-2",
    }
    assert outcomes[three.service].stack == "third"


def test_a_second_run_writes_nothing_again_and_asks_nothing_about_what_is_there(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    first = unmanaged.business()
    account.adopt()
    file = account.folder.stack_file("doe-bakery-llc")
    file.write_text(file.read_text() + "# edited\n")
    second = unmanaged.business()
    before = len(account.calls())

    outcomes = kinds(account.adopt())

    assert outcomes == {first.service: "there", second.service: "written"}
    assert file.read_text().endswith("# edited\n")
    assert not [call for call in account.calls()[before:] if f"{first.service}/" in call]


def test_a_run_goes_on_where_another_was_interrupted(unmanaged: UnmanagedCustomers, account: Account) -> None:
    """Killed after a document was written, and before the stack file that makes it count."""
    unmanaged.business()
    account.adopt()
    account.folder.stack_file("doe-bakery-llc").unlink()
    account.folder.document_path("doe-bakery-llc").write_text('{"resour')

    (outcome,) = account.adopt()

    assert outcome.kind == "written"
    assert "profile" in account.document("doe-bakery-llc")


def test_a_stack_file_of_that_name_is_somebody_elses(unmanaged: UnmanagedCustomers, account: Account) -> None:
    customer = unmanaged.business()
    theirs = account.folder.stack_file("acme")
    theirs.write_text("config: {}\n")

    (outcome,) = account.adopt(names={customer.brand: "acme"})

    assert (outcome.kind, outcome.reason) == ("not_adopted", "Pulumi.acme.yaml is another customer's")
    assert theirs.read_text() == "config: {}\n"
    assert not account.folder.document_path("acme").exists()


def test_only_the_owner_can_read_what_is_written(unmanaged: UnmanagedCustomers, account: Account) -> None:
    unmanaged.business()
    account.adopt()

    for file in (account.folder.stack_file("doe-bakery-llc"), account.folder.document_path("doe-bakery-llc")):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_personal_values_are_secrets_in_the_document(unmanaged: UnmanagedCustomers, account: Account) -> None:
    jane = unmanaged.sole_proprietor()
    account.adopt()

    for resource in account.document("jane-doe").values():
        open_values = [
            value
            for values in (resource["inputs"], resource.get("outputs", {}))
            for value in values.values()
            if not (isinstance(value, dict) and "plaintext" in value)
        ]
        assert not [each for each in (jane.email, jane.mobile, jane.street) if each in str(open_values)]


def test_a_brand_that_the_list_leaves_out_is_found_by_its_campaign(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    customer = unmanaged.business()
    vettings = customer.messaging.brand_registrations(customer.brand).brand_vettings
    vettings.create(vetting_provider="aegis")
    unmanaged.simulator.advance(30 * 24 * 3600)
    assert customer.fetch_brand().identity_status == "VETTED_VERIFIED"
    assert customer.brand not in [each.sid for each in customer.messaging.brand_registrations.list()]

    (outcome,) = account.adopt()

    assert (outcome.kind, outcome.sid) == ("written", customer.service)


def test_a_brand_that_is_named_and_not_there_stops_the_run(account: Account) -> None:
    with pytest.raises(NotFound):
        account.adopt(brands=("BN" + "0" * 32,))


def test_without_a_campaign_nothing_says_what_to_declare(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    waiting = unmanaged.customer().approved_sole_proprietor()

    (outcome,) = account.adopt()

    assert (outcome.kind, outcome.sid) == ("not_adopted", waiting.brand)
    assert outcome.reason == "it has no Campaign yet, and a declaration needs one"


def test_who_waits_for_an_otp_is_adopted_with_a_campaign_that_is_given_and_texts_nobody(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    unmanaged.customer().approved_sole_proprietor()
    unmanaged.sole_proprietor()
    account.adopt(names={})
    campaign = account.declared("jane-doe")["campaign"]

    outcomes = account.adopt(to_come={"campaign": campaign})

    (written,) = [each for each in outcomes if each.kind == "written"]
    declared = account.declared(written.stack)
    assert declared["otp"] == {"resend": "never"}
    assert declared["campaign"] == campaign
    assert set(account.document(written.stack)) == {
        "twilio",
        "brand-revision",
        "profile",
        "trust-bundle",
        "brand",
    }


def add_campaign(unmanaged: UnmanagedCustomers, customer: WalkthroughCustomer, use_case: str) -> str:
    """Another Campaign on the customer's Brand, in a service of its own, whose SID is answered."""
    customer.make_service()
    unmanaged.simulator.advance(1.01)  # U9
    customer.create_campaign(us_app_to_person_usecase=use_case)
    return customer.service


def test_all_campaigns_of_a_brand_are_one_stack(unmanaged: UnmanagedCustomers, account: Account) -> None:
    customer = unmanaged.business()
    first = customer.service
    second = add_campaign(unmanaged, customer, "MARKETING")
    customer.decide_campaign("VERIFIED")
    third = add_campaign(unmanaged, customer, "2FA")
    number = unmanaged.add_number(customer)

    (outcome,) = account.adopt()

    assert (outcome.kind, outcome.sid) == ("written", second), "known by the approved one"
    declared = account.declared(outcome.stack)
    campaigns = declared["campaigns"]
    assert {name: entry["adopted"]["messaging_service"] for name, entry in campaigns.items()} == {
        "low-volume": first,
        "marketing": second,
        "two-factor": third,
    }
    assert campaigns["two-factor"]["phone_numbers"] == [number]
    assert not {"campaign", "messaging_service", "phone_numbers"} & declared.keys()
    assert "messaging_service" not in declared["adopted"]
    document = account.document(outcome.stack)
    assert document["campaign-marketing"]["id"].split("/")[0] == second
    assert document["messaging-service-two-factor"]["id"] == third
    assert document[f"phone-number-{number}"]["inputs"]["messaging_service_sid"] == third
    again = by_sid(account.adopt())
    assert {again[sid].kind for sid in (first, second, third)} == {"there"}


def test_a_campaign_that_came_later_is_left_with_the_way_to_declare_it(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    customer = unmanaged.business()
    (before,) = account.adopt()
    later = add_campaign(unmanaged, customer, "MARKETING")

    outcome = by_sid(account.adopt())[later]

    assert outcome.kind == "not_adopted"
    assert f"belongs to the stack {before.stack}" in outcome.reason
    assert f"adopted.messaging_service: {later}" in outcome.remedy


def test_two_campaigns_of_a_use_case_have_two_names(unmanaged: UnmanagedCustomers, account: Account) -> None:
    customer = unmanaged.business()
    add_campaign(unmanaged, customer, "DELIVERY_NOTIFICATION")
    add_campaign(unmanaged, customer, "DELIVERY_NOTIFICATION")

    (outcome,) = account.adopt()

    names = account.declared(outcome.stack)["campaigns"]
    assert list(names) == ["low-volume", "delivery-notificatio", "delivery-notificat-2"]


@pytest.mark.parametrize("name", ["a2p/acme", "a2p/acme/marketing"])
def test_what_was_ours_from_the_beginning_is_left_to_its_stack(
    name: str, unmanaged: UnmanagedCustomers, account: Account
) -> None:
    customer = unmanaged.business()
    customer.messaging.services(customer.service).update(friendly_name=name)

    outcomes = by_sid(account.adopt(sids=frozenset({customer.service})))

    assert (outcomes[customer.service].kind, outcomes[customer.service].stack) == ("managed", "acme")


def test_only_what_is_chosen_is_adopted(unmanaged: UnmanagedCustomers, account: Account) -> None:
    one, two, _three = unmanaged.business(), unmanaged.business(), unmanaged.business()

    outcomes = account.adopt(sids=frozenset({one.brand, two.service}))

    assert kinds(outcomes) == {one.service: "written", two.service: "written"}


def test_what_no_declaration_can_say_is_left_with_the_reason_and_without_the_value(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    customer = unmanaged.business()
    other = unmanaged.business()
    end_user(customer, website_url="jane.example.com")

    outcomes = by_sid(account.adopt())

    assert outcomes[other.service].kind == "written"
    assert outcomes[customer.service].kind == "not_adopted"
    assert outcomes[customer.service].reason == (
        "profile.business.website_url: a URL that starts with https:// or http:// needed"
    )


def test_what_twilio_keeps_and_no_declaration_has_is_carried_along(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    """D9: an approved profile cannot be edited, so nobody can remove it there."""
    customer = unmanaged.business()
    end_user(customer, country_code="US")

    (outcome,) = account.adopt()

    assert outcome.kind == "written", outcome.reason
    adopted = account.declared(outcome.stack)["adopted"]
    assert adopted["attributes"] == {"customer_profile_business_information": {"country_code": "US"}}


def test_every_reason_is_told_at_once(unmanaged: UnmanagedCustomers, account: Account) -> None:
    customer = unmanaged.business()
    end_user(customer, business_name="", website_url="jane.example.com")

    (outcome,) = account.adopt()

    assert "profile.business.business_name" in outcome.reason
    assert "profile.business.website_url" in outcome.reason
    assert "jane.example.com" not in outcome.reason


def test_own_answers_to_stop_and_help_are_declared_as_own(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    own = {
        "opt_out_message": "Doe Bakery: you are unsubscribed and get no more messages.",
        "opt_out_keywords": ["STOP"],
        "help_message": "Doe Bakery: call 415 555 0100. Reply STOP to opt out.",
        "help_keywords": ["HELP"],
    }
    customer = unmanaged.customer().approved_business()
    unmanaged.simulator.control("POST", f"/services/{customer.service}", {"opt_out_management": "self"})
    customer.create_campaign(us_app_to_person_usecase="LOW_VOLUME", **own)

    (outcome,) = account.adopt()

    campaign = account.declared(outcome.stack)["campaign"]
    assert {name: campaign[name] for name in own} == own
    assert campaign["opt_out_management"] == "self"
    assert any("opt_out_management" in note for note in outcome.notes)


def test_what_the_lint_is_certain_of_does_not_stop_a_registered_campaign(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    customer = unmanaged.customer().approved_business()
    samples = ["Doe Bakery: order at https://bit.ly/abc now. Reply STOP to opt out."] * 2
    customer.create_campaign(
        us_app_to_person_usecase="LOW_VOLUME", message_samples=samples, has_embedded_links=True
    )

    (outcome,) = account.adopt()

    assert list(account.declared(outcome.stack)["lint"]["ignore"]) == ["public-shortener"]
    assert "public-shortener" in outcome.notes[0]


def test_a_customer_that_cannot_be_read_now_stops_no_other_and_is_read_by_the_next_run(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    one, two = unmanaged.business(), unmanaged.business()
    unmanaged.simulator.control(
        "POST",
        "/faults",
        {"kind": "error", "status": 403, "method": "GET", "path": f"{one.profile}/Entity", "times": 50},
    )
    first = kinds(account.adopt())
    unmanaged.simulator.control("DELETE", "/faults")

    assert first == {one.service: "not_read", two.service: "written"}
    assert kinds(account.adopt()) == {one.service: "written", two.service: "there"}


def test_rate_limits_are_waited_for(unmanaged: UnmanagedCustomers, account: Account) -> None:
    customer = unmanaged.business()
    unmanaged.simulator.control(
        "POST", "/faults", {"kind": "rate_limited", "method": "GET", "times": 6, "retry_after": 0.05}
    )

    assert kinds(account.adopt()) == {customer.service: "written"}


def test_an_external_campaign_is_adopted_without_profile_and_brand(
    unmanaged: UnmanagedCustomers, account: Account
) -> None:
    simulator = unmanaged.simulator
    campaign_id = simulator.control("POST", "/tcr/campaigns")["campaign_id"]
    simulator.control("POST", f"/tcr/campaigns/{campaign_id}/share")
    simulator.control("POST", f"/tcr/campaigns/{campaign_id}/decide", {"status": "accept"})
    customer = unmanaged.customer()
    customer.make_service()
    number = unmanaged.add_number(customer)
    customer.messaging.external_campaign.create(
        campaign_id=campaign_id, messaging_service_sid=customer.service
    )

    (outcome,) = account.adopt()

    assert (outcome.kind, outcome.stack) == ("written", "jane-doe")
    declared = account.declared("jane-doe")
    assert declared["external_campaign"]["campaign_id"] == campaign_id
    assert declared["external_campaign"]["share_accepted_on"][:2] == "20"
    assert declared["adopted"] == {"messaging_service": customer.service}
    assert set(account.document("jane-doe")) == {
        "twilio",
        "messaging-service",
        "external-campaign",
        f"phone-number-{number}",
    }
