"""
Every operation of Twilio's contract, called by the official SDK; every answer against its schema.

The SDK's own HTTP client is watched: what it asked is found in the contract, what it got back is
validated by jsonschema, which the simulator does not use.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft202012Validator

from simulator.contract import Contract, load
from tests.support.sdk import OneHost, sdk
from tests.support.simulator import SimulatorProcess
from tests.support.walkthrough import STARTER_POLICY, WalkthroughCustomer

if TYPE_CHECKING:
    from twilio.http.response import Response

CONTRACT: Contract = load()


def as_json_schema(node: Any) -> Any:
    """OpenAPI 3.0's `nullable` in the words of JSON Schema; `oneOf` and formats stay as they are."""
    if isinstance(node, list):
        return [as_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    schema = {key: as_json_schema(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [schema, {"type": "null"}]} if node.get("nullable") else schema


class Watched(OneHost):
    """Validates each answer and notes its operation."""

    def __init__(self, base_url: str) -> None:
        super().__init__(base_url)
        self.covered: set[str] = set()

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        response = super().request(method, url, *args, **kwargs)
        match = CONTRACT.match(urlsplit(url).path)
        assert match is not None, url
        operation = match.operations[method]
        assert response.status_code == operation.status, response.text
        if operation.response is not None:
            body = json.loads(response.text)
            Draft202012Validator(as_json_schema(operation.response)).validate(body)
            names = set(operation.response.get("properties", {}))
            assert names <= body.keys()
        self.covered.add(operation.id)
        return response


@pytest.fixture(scope="module")
def watched() -> Any:
    """A customer whose SDK is watched."""
    with SimulatorProcess.start(speed=0) as simulator:
        http = Watched(simulator.url)
        yield WalkthroughCustomer(sdk(simulator, http), simulator), http


def call_trusthub(customer: WalkthroughCustomer) -> None:
    trusthub = customer.trusthub
    customer.verified_sole_proprietor()
    for collection, sid, policy in (
        ("customer_profiles", customer.profile, STARTER_POLICY),
        ("trust_products", customer.product, "RN670d5d2e282a6130ae063b234b6019c8"),
    ):
        resource = getattr(trusthub, collection)
        resource.list(status="twilio-approved", friendly_name="Jane Doe", policy_sid=policy)
        one = resource(sid)
        one.fetch()
        entities = getattr(one, f"{collection}_entity_assignments")
        entity = entities.list(object_type="IT")[0]
        entities(entity.sid).fetch()
        evaluations = getattr(one, f"{collection}_evaluations")
        evaluation = evaluations.create(policy_sid=policy)
        evaluations(evaluation.sid).fetch()
        assert [e.sid for e in evaluations.list()] == [evaluation.sid]
        channels = getattr(one, f"{collection}_channel_endpoint_assignment")
        number = customer.simulator.phone_numbers[0]["sid"]
        channel = channels.create(channel_endpoint_type="phone-number", channel_endpoint_sid=number)
        channels(channel.sid).fetch()
        assert len(channels.list(channel_endpoint_sid=number)) == 1
        assert len(channels.list(channel_endpoint_sids=f"{number},{number}")) == 1
        channels(channel.sid).delete()
        entities(entity.sid).delete()
        one.delete()
    call_objects(customer)


def call_objects(customer: WalkthroughCustomer) -> None:
    trusthub = customer.trusthub
    end_user = trusthub.end_users.list()[0]
    trusthub.end_users(end_user.sid).update(friendly_name="June")
    assert trusthub.end_users(end_user.sid).fetch().friendly_name == "June"
    trusthub.end_users(end_user.sid).delete()
    document = trusthub.supporting_documents.list()[0]
    trusthub.supporting_documents(document.sid).update(friendly_name="home")
    assert trusthub.supporting_documents(document.sid).fetch().friendly_name == "home"
    trusthub.supporting_documents(document.sid).delete()
    for types in (trusthub.end_user_types, trusthub.supporting_document_types, trusthub.policies):
        listed = types.list()
        assert types(listed[0].sid).fetch().sid == listed[0].sid


def call_messaging(customer: WalkthroughCustomer) -> None:
    messaging = customer.messaging
    campaign = customer.create_campaign()
    assert campaign.campaign_status == "PENDING"
    customer.fetch_campaign()
    customer.update_campaign()
    service = messaging.services(customer.service)
    assert len(service.us_app_to_person.list()) == 1
    service.us_app_to_person_usecases.fetch(brand_registration_sid=customer.brand)
    number = customer.simulator.phone_numbers[0]["sid"]
    service.phone_numbers.create(phone_number_sid=number)
    service.phone_numbers(number).fetch()
    service.phone_numbers.list()
    service.phone_numbers(number).delete()
    customer.delete_campaign()
    messaging.usecases.fetch()
    messaging.services.list()
    service.update(friendly_name="June", sticky_sender=False)
    assert service.fetch().sticky_sender is False
    messaging.external_campaign.create(
        campaign_id="C234567", messaging_service_sid=str(messaging.services.create(friendly_name="x").sid)
    )
    service.delete()
    messaging.brand_registrations.list()
    customer.fetch_brand()


def call_brands(customer: WalkthroughCustomer) -> None:
    customer.mobile, customer.email = "+14155550177", "june@june.example.com"
    customer.approved_sole_proprietor()
    brand = customer.messaging.brand_registrations(customer.brand)
    brand.brand_registration_otps.create()
    vetting = brand.brand_vettings.create(vetting_provider="campaign-verify", vetting_id="cv|1")
    assert len(brand.brand_vettings.list(vetting_provider="campaign-verify")) == 1
    brand.brand_vettings(vetting.brand_vetting_sid).fetch()
    brand.update()


def call_numbers(customer: WalkthroughCustomer) -> None:
    address = customer.make_address()
    customer.client.addresses.list(customer_name="Jane Doe", iso_country="US")
    customer.client.addresses(address).update(street="2 Market St")
    assert customer.client.addresses(address).fetch().street == "2 Market St"
    customer.client.addresses(address).delete()
    numbers = customer.client.incoming_phone_numbers
    bought = numbers.create(phone_number="+14155557777")
    assert [n.sid for n in numbers.list(phone_number="+14155557777")] == [bought.sid]
    assert numbers.list(phone_number="5557777", beta=False)[0].sid == bought.sid
    numbers(bought.sid).update(sms_url="https://example.com/sms")
    assert numbers(bought.sid).fetch().sms_url == "https://example.com/sms"
    numbers(bought.sid).delete()


def call_accounts(customer: WalkthroughCustomer) -> None:
    accounts = customer.client.api.v2010.accounts
    made = accounts.create(friendly_name="Jane Doe")
    accounts.list(status="active")
    accounts(made.sid).update(friendly_name="June Doe")
    assert accounts(made.sid).fetch().friendly_name == "June Doe"
    available = customer.client.available_phone_numbers
    assert len(available.list()) == 2
    assert available("CA").fetch().country_code == "CA"
    incoming = customer.client.incoming_phone_numbers
    for kind in ("local", "toll_free"):
        number = getattr(available("US"), kind).list(limit=1)[0].phone_number
        getattr(incoming, kind).create(phone_number=number)
        assert number in [n.phone_number for n in getattr(incoming, kind).list()]
    assert available("US").mobile.list() == []
    incoming.mobile.create(phone_number="+15125550142")
    incoming.mobile.list()


def call_senders(customer: WalkthroughCustomer) -> None:
    service = customer.messaging.services(customer.service)
    for senders in (
        service.alpha_senders,
        service.channel_senders,
        service.destination_alpha_senders,
        service.short_codes,
    ):
        assert senders.list() == []


def call_events(customer: WalkthroughCustomer) -> None:
    events = customer.client.events.v1
    name = events.event_types.list(schema_id="A2P.BrandRegistered")[0].type
    events.event_types(name).fetch()
    schema = events.schemas("A2P.BrandRegistered")
    assert schema.fetch().latest_version == 2
    assert [version.schema_version for version in schema.versions.list()] == [2, 1]
    schema.versions(1).fetch()
    sink = events.sinks.create(
        description="x",
        sink_type="webhook",
        sink_configuration={"destination": "http://127.0.0.1:9/x", "method": "POST"},
    )
    assert events.sinks(sink.sid).update(description="y").description == "y"
    events.sinks(sink.sid).fetch()
    assert events.sinks.list(in_use=True, status="active") == []
    events.sinks(sink.sid).sink_test.create()
    events.sinks(sink.sid).sink_validate.create(test_id="x")
    subscription = events.subscriptions.create(
        description="x", sink_sid=sink.sid, types=[{"type": name, "schema_version": 2}]
    )
    one = events.subscriptions(subscription.sid)
    one.fetch()
    one.update(description="y")
    assert len(events.subscriptions.list(sink_sid=sink.sid)) == 1
    other = "com.twilio.messaging.compliance.number-registration.failed"
    one.subscribed_events.create(type=other, schema_version=1)
    one.subscribed_events(name).update(schema_version=1)
    assert one.subscribed_events(name).fetch().schema_version == 1
    assert len(one.subscribed_events.list()) == 2
    one.subscribed_events(other).delete()
    one.delete()
    events.sinks(sink.sid).delete()


def test_every_operation_is_answered_as_the_contract_says(
    watched: tuple[WalkthroughCustomer, Watched],
) -> None:
    customer, http = watched
    for part in (call_accounts, call_numbers, call_brands, call_events):
        part(customer)
    customer.mobile = "+14155550188"
    customer.verified_sole_proprietor()
    call_senders(customer)
    call_messaging(customer)
    call_trusthub(customer)
    # No library has this one; test_authentication.py calls it.
    assert CONTRACT.operations.keys() - http.covered == {"CreateBrandRegistration2fa"}


def test_a_campaign_has_its_second_form_for_those_who_ask(
    watched: tuple[WalkthroughCustomer, Watched],
) -> None:
    """C9: privacy policy and terms come with the version header, and only with it."""
    customer, http = watched
    customer.approved_business()
    urls = {
        "privacy_policy_url": "https://jane.example.com/privacy",
        "terms_and_conditions_url": "https://jane.example.com/terms",
    }
    customer.create_campaign(us_app_to_person_usecase="2FA", **urls)
    path = f"/v1/Services/{customer.service}/Compliance/Usa2p"
    auth = (customer.simulator.account_sid, customer.simulator.auth_token)
    plain = json.loads(http.request("GET", f"https://x.twilio.com{path}", auth=auth).text)
    headers = {"X-Twilio-Api-Version": "v1.2"}
    second = json.loads(http.request("GET", f"https://x.twilio.com{path}", headers=headers, auth=auth).text)
    assert urls.items() <= second["compliance"][0].items()
    assert not urls.keys() & plain["compliance"][0].keys()
