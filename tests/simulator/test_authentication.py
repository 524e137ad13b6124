"""Authentication+ of public companies (U8): the e-mail, its 7 days, another one, and what hangs on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.raw_http import raw
from tests.support.receiver import Receiver
from tests.support.refusals import refused

if TYPE_CHECKING:
    from tests.support.walkthrough import WalkthroughCustomer

DAY = 24 * 3600.0
PREFIX = "com.twilio.messaging.compliance.brand-registration."


def register_public(customer: WalkthroughCustomer, email: str | None) -> Any:
    """A public company whose Brand was reviewed; the e-mail, if any, is on its way."""
    company = {"company_type": "public", "stock_exchange": "NASDAQ", "stock_ticker": "JANE"}
    contact = {"brand_contact_email": email} if email else {}
    customer.draft_business_profile()
    customer.submit_profile()
    customer.draft_messaging_bundle(company | contact)
    customer.submit_product()
    customer.register_brand("STANDARD", skip_automatic_sec_vet=True)
    customer.simulator.advance(30)
    customer.make_service()
    return customer.fetch_brand()


def click(customer: WalkthroughCustomer, email: str) -> list[str]:
    verified: list[str] = customer.simulator.control("POST", "/email/click", {"to": email})["verified"]
    return verified


def ask_again(customer: WalkthroughCustomer) -> tuple[int, Any]:
    path = f"/v1/a2p/BrandRegistrations/{customer.brand}/2fa"
    status, body, _ = raw(customer.simulator, "POST", path, {})
    return status, body


def vetting_status(customer: WalkthroughCustomer) -> str:
    vettings = customer.messaging.brand_registrations(customer.brand).brand_vettings.list()
    newest: str = max(vettings, key=lambda vetting: vetting.date_created).vetting_status
    return newest


def test_a_public_company_is_verified_when_the_link_is_opened(customer: WalkthroughCustomer) -> None:
    """U8: until then it is registered, takes no Campaign, and its bundles stay in review (G4)."""
    brand = register_public(customer, "ir@jane-public.example.com")
    assert (brand.status, brand.identity_status) == ("APPROVED", "UNVERIFIED")
    assert customer.fetch_profile().status == "in-review"
    with refused(400, 21717):
        customer.create_campaign(us_app_to_person_usecase="2FA")
    assert ask_again(customer)[0] == 400
    assert click(customer, "ir@jane-public.example.com") == [customer.brand]
    assert customer.fetch_brand().identity_status == "VERIFIED"
    assert customer.fetch_profile().status == "twilio-approved"
    assert vetting_status(customer) == "COMPLETED"
    customer.create_campaign(us_app_to_person_usecase="2FA")


def test_the_link_is_dead_after_seven_days_and_another_can_be_sent(customer: WalkthroughCustomer) -> None:
    """U8: 21741, by /2fa, which no library has; the new link works."""
    address = "late@jane-public.example.com"
    register_public(customer, address)
    customer.simulator.advance(7 * DAY + 1)
    brand = customer.fetch_brand()
    assert (brand.status, brand.identity_status) == ("APPROVED", "UNVERIFIED")
    assert [(e["error_code"], e["fields"]) for e in brand.errors] == [(21741, ["brand_contact_email"])]
    assert vetting_status(customer) == "FAILED"
    assert click(customer, address) == []
    status, body = ask_again(customer)
    assert (status, body["brand_registration_sid"]) == (201, customer.brand)
    assert click(customer, address) == [customer.brand]
    brand = customer.fetch_brand()
    assert (brand.identity_status, brand.errors) == ("VERIFIED", [])


@pytest.mark.parametrize(
    ("email", "status", "code"),
    [
        (None, "FAILED", 21737),
        ("not an address", "FAILED", 21736),
        ("jane@gmail.com", "APPROVED", 21740),
        ("bounce@jane-public.example.com", "APPROVED", 21738),
    ],
)
def test_an_address_that_does_not_do(
    customer: WalkthroughCustomer, email: str | None, status: str, code: int
) -> None:
    """U8: without a usable address the Brand fails; one that does not reach anybody leaves it unverified."""
    brand = register_public(customer, email)
    assert (brand.status, [error["error_code"] for error in brand.errors]) == (status, [code])
    assert brand.identity_status != "VERIFIED"


def test_campaigns_are_suspended_when_nobody_authenticates(customer: WalkthroughCustomer) -> None:
    """U8: those that a company had before it had to."""
    address = "old@jane-public.example.com"
    register_public(customer, address)
    click(customer, address)
    customer.create_campaign(us_app_to_person_usecase="2FA")
    customer.decide_campaign("VERIFIED")
    customer.simulator.control(
        "POST", f"/brands/{customer.brand}/decide", {"status": "APPROVED", "identity_status": "UNVERIFIED"}
    )
    assert customer.fetch_campaign().campaign_status == "VERIFIED"
    customer.simulator.advance(7 * DAY + 1)
    assert customer.fetch_campaign().campaign_status == "SUSPENDED"


def test_the_events_of_an_authentication(customer: WalkthroughCustomer, client: Any) -> None:
    """U8, U11: with the payloads of the event-types pages."""
    names = ("brand-registered", "brand-unverified", "invalid-contact-email", "email-2fa-clicked")
    with Receiver() as receiver:
        sink = client.events.v1.sinks.create(
            description="x",
            sink_type="webhook",
            sink_configuration={"destination": receiver.url, "method": "POST"},
        )
        types = [{"type": PREFIX + name} for name in (*names, "brand-verified")]
        subscription = client.events.v1.subscriptions.create(description="x", sink_sid=sink.sid, types=types)
        register_public(customer, "jane@gmail.com")
        receiver.wait_for(lambda w: "invalid-contact-email" in w.body)
        register_public(customer, "click@jane-public.example.com")
        customer.simulator.advance(61)
        receiver.wait_for(lambda w: "brand-verified" in w.body)
        client.events.v1.subscriptions(subscription.sid).delete()
    events = [json.loads(webhook.body)[0] for webhook in receiver.webhooks]
    data = {event["type"].removeprefix(PREFIX): event["data"] for event in events}
    common = {"accountsid", "brandsid", "brandstatus", "externalbrandid", "createddate", "updateddate"}
    assert data["brand-registered"].keys() == common
    for name in ("invalid-contact-email", "email-2fa-clicked"):
        assert data[name].keys() == common | {"brandfeedback"}
        assert (data[name]["brandstatus"], data[name]["brandfeedback"]) == ("registered", "")
    for name in ("brand-unverified", "brand-verified"):
        assert data[name].keys() == common | {"identitystatus", "brandfeedback"}
        assert data[name]["identitystatus"] == name.removeprefix("brand-")
    schemas = {event["type"].removeprefix(PREFIX): event["dataschema"] for event in events}
    assert schemas["brand-verified"] == "https://events-schemas.twilio.com/A2P.BrandRegistrationVerified/1"
    assert schemas["email-2fa-clicked"].endswith("/A2P.BrandRegistrationEmail2FAClicked/1")


def test_a_private_company_and_a_mock_get_no_email(customer: WalkthroughCustomer) -> None:
    """U8: only public for-profit companies."""
    customer.approved_business()
    assert customer.fetch_brand().identity_status == "VERIFIED"
    emails = customer.simulator.control("GET", "/state").get("email", [])
    assert customer.brand not in [email["brand_sid"] for email in emails]
