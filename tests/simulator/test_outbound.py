"""Webhooks that really go out: status callbacks and Event Streams, signed and tried again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from twilio.request_validator import RequestValidator

from tests.support import walkthrough
from tests.support.receiver import Receiver
from tests.support.refusals import refused

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess
    from tests.support.walkthrough import WalkthroughCustomer

PREFIX = "com.twilio.messaging.compliance."


@pytest.fixture
def validator(simulator: SimulatorProcess) -> Any:
    build: Any = RequestValidator
    return build(simulator.auth_token)


def subscribe(client: Any, receiver: Receiver, *names: str) -> Any:
    """A webhook sink with a subscription to these events."""
    sink = client.events.v1.sinks.create(
        description="test",
        sink_type="webhook",
        sink_configuration={"destination": receiver.url, "method": "POST", "batch_events": False},
    )
    assert sink.status == "active"
    types = [{"type": PREFIX + name, "schema_version": 1} for name in names]
    return client.events.v1.subscriptions.create(description="test", sink_sid=sink.sid, types=types)


def test_a_status_callback_is_signed_as_twilio_signs(customer: WalkthroughCustomer, validator: Any) -> None:
    """S1: every change of a bundle's status."""
    with Receiver() as receiver:
        customer.draft_starter_profile(status_callback=f"{receiver.url}/status?customer=7")
        customer.submit_profile()
        webhook = receiver.wait_for(lambda w: w.form["Status"] == "in-review")
    assert webhook.url.endswith("/status?customer=7")
    assert webhook.form["BundleSid"] == customer.profile
    signature = webhook.headers["X-Twilio-Signature"]
    assert validator.validate(webhook.url, webhook.form, signature)
    assert not validator.validate(webhook.url, {**webhook.form, "Status": "draft"}, signature)


def test_events_of_brand_campaign_and_number_reach_a_sink_signed(
    customer: WalkthroughCustomer, client: Any, validator: Any
) -> None:
    """S2: an array of CloudEvents, data keys in lower case."""
    names = [
        "brand-registration.brand-registered",
        "brand-registration.brand-unverified",
        "brand-registration.brand-verified",
        "campaign-registration.campaign-submitted",
        "campaign-registration.campaign-approved",
        "campaign-registration.campaign-deleted",
        "number-registration.pending",
        "number-registration.successful",
        "number-deregistration.successful",
    ]
    with Receiver() as receiver:
        subscribe(client, receiver, *names)
        customer.verified_sole_proprietor()
        number = client.incoming_phone_numbers.create(area_code="415").sid
        client.messaging.v1.services(customer.service).phone_numbers.create(phone_number_sid=number)
        customer.create_campaign()
        customer.simulator.advance(60 + 3 * 24 * 3600 + 60)
        customer.delete_campaign()
        for name in names:
            webhook = receiver.wait_for(lambda w, name=name: f'"{PREFIX}{name}"' in w.body)  # type: ignore[misc]
            assert validator.validate(webhook.url, webhook.body, webhook.headers["X-Twilio-Signature"])
            (event,) = json.loads(webhook.body)
            assert event["data"]["accountsid"] == customer.simulator.account_sid
            assert event["specversion"] == "1.0"


def test_the_event_of_a_rejection_has_no_reasons(customer: WalkthroughCustomer, client: Any) -> None:
    """S2: they have to be fetched."""
    with Receiver() as receiver:
        subscribe(client, receiver, "campaign-registration.campaign-failure")
        customer.verified_sole_proprietor()
        customer.create_campaign()
        customer.decide_campaign("FAILED")
        (event,) = json.loads(receiver.wait_for(lambda _: True).body)
    assert event["data"]["campaignregistrationstatus"] == "failure"
    assert "30886" not in json.dumps(event)
    assert customer.fetch_campaign().errors[0]["error_code"] == 30886


def test_a_webhook_that_is_not_taken_is_sent_again(customer: WalkthroughCustomer) -> None:
    """S1: with growing pauses, until somebody takes it."""
    with Receiver(statuses=[500, 503]) as receiver:
        customer.draft_starter_profile(status_callback=receiver.url)
        customer.submit_profile()
        for expected in (1, 2, 3):
            wait_until_settled(customer, expected)
            customer.simulator.advance(60)
        assert [w.form["Status"] for w in receiver.webhooks] == ["in-review"] * 3
    (delivery,) = deliveries_to(customer, receiver.url)
    assert (delivery["status"], delivery["attempts"]) == ("delivered", 3)


def test_a_webhook_nobody_takes_is_given_up_after_four_hours(customer: WalkthroughCustomer) -> None:
    """S1: and nothing of the registration is held up."""
    url = "http://127.0.0.1:9/nobody"
    customer.draft_starter_profile(status_callback=url)
    customer.submit_profile()
    for attempt in range(1, 20):
        wait_until_settled(customer, attempt, url)
        if deliveries_to(customer, url)[0]["status"] == "failed":
            break
        customer.simulator.advance(4 * 3600)
    assert deliveries_to(customer, url)[0]["status"] == "failed"
    assert customer.fetch_profile().status == "in-review"


@pytest.mark.parametrize(
    ("sink_type", "configuration"),
    [
        ("kinesis", {"arn": "arn:a", "role_arn": "arn:b", "external_id": "1"}),
        ("segment", {"write_key": "key"}),
        ("email", {}),
        ("webhook", {"destination": "http://127.0.0.1:9/x", "method": "POST"}),
    ],
)
def test_every_sink_is_active_at_once_and_valid_whatever_the_test_id(
    client: Any, sink_type: str, configuration: dict[str, str]
) -> None:
    """M12."""
    sink = client.events.v1.sinks.create(
        description="stream", sink_type=sink_type, sink_configuration=configuration
    )
    assert sink.status == "active"
    assert client.events.v1.sinks(sink.sid).sink_validate.create(test_id="any").result == "valid"
    types = [{"type": f"{PREFIX}number-registration.failed"}]
    client.events.v1.subscriptions.create(description="x", sink_sid=sink.sid, types=types)
    assert client.events.v1.sinks(sink.sid).sink_test.create().result == "submitted"


def test_a_subscription_gets_the_first_version_unless_it_asks_for_another(client: Any) -> None:
    """U11: schema versions default to 1, and those that Twilio has can be asked for."""
    sink = client.events.v1.sinks.create(
        description="x", sink_type="segment", sink_configuration={"write_key": "key"}
    )
    names = {
        "brand-registration.brand-failure": (None, 3),
        "number-registration.failed": (None, 2),
        "campaign-registration.campaign-approved": (None, 2),
        "campaign-registration.suspended-campaign-delete-submitted": (None, 1),
        "brand-registration.invalid-contact-email": (None, 2),
        "brand-registration.email-2fa-clicked": (None, 2),
    }
    for name, versions in names.items():
        for version in versions:
            asked = {"type": PREFIX + name} | ({"schema_version": version} if version else {})
            subscription = client.events.v1.subscriptions.create(
                description="x", sink_sid=sink.sid, types=[asked]
            )
            (event,) = client.events.v1.subscriptions(subscription.sid).subscribed_events.list()
            assert event.schema_version == (version or 1), name
        with refused(400, 20001, "schema versions"):
            client.events.v1.subscriptions.create(
                description="x",
                sink_sid=sink.sid,
                types=[{"type": PREFIX + name, "schema_version": versions[1] + 1}],
            )


def test_credentials_in_the_url_of_a_webhook_become_basic_authentication(
    customer: WalkthroughCustomer, client: Any, validator: Any
) -> None:
    """M5: of a status callback, and of a sink."""
    with Receiver() as receiver:
        guarded = receiver.url.replace("http://", "http://twilio:p%40ss@")
        customer.draft_starter_profile(status_callback=f"{guarded}/status")
        customer.submit_profile()
        webhook = receiver.wait_for(lambda w: "/status" in w.url)
        assert webhook.headers["Authorization"] == "Basic dHdpbGlvOnBAc3M="
        assert validator.validate(webhook.url, webhook.form, webhook.headers["X-Twilio-Signature"])
        sink = client.events.v1.sinks.create(
            description="x",
            sink_type="webhook",
            sink_configuration={"destination": f"{guarded}/events", "method": "POST"},
        )
        client.events.v1.sinks(sink.sid).sink_test.create()
        webhook = receiver.wait_for(lambda w: "/events" in w.url)
        assert webhook.headers["Authorization"] == "Basic dHdpbGlvOnBAc3M="


def test_a_redirect_is_no_delivery(customer: WalkthroughCustomer) -> None:
    """M14: the callback is sent again, and with its parameters."""
    with Receiver(statuses=[302]) as receiver:
        customer.draft_starter_profile(status_callback=receiver.url)
        customer.submit_profile()
        wait_until_settled(customer, 1)
        assert deliveries_to(customer, receiver.url)[0]["response_status"] == 302
        customer.simulator.advance(60)
        wait_until_settled(customer, 2)
    assert [w.form["Status"] for w in receiver.webhooks] == ["in-review"] * 2
    assert deliveries_to(customer, receiver.url)[0]["status"] == "delivered"


@pytest.mark.parametrize("url", ["https://hooks.example-isv.com/status", "http://user:pw@192.0.2.1/x"])
def test_nothing_is_sent_to_another_machine(customer: WalkthroughCustomer, url: str) -> None:
    """F21: unless the world is told to."""
    customer.draft_starter_profile(status_callback=url)
    customer.submit_profile()
    (delivery,) = deliveries_to(customer, url)
    assert (delivery["status"], delivery["attempts"]) == ("withheld", 0)


def test_the_lifetime_of_a_brand_suspension_is_told_by_its_campaign(customer: WalkthroughCustomer) -> None:
    """B9: a campaign that is suspended with its brand says SUSPENDED, not FAILED."""
    customer.verified_sole_proprietor()
    customer.create_campaign(description=walkthrough.DESCRIPTION)
    customer.decide_brand("SUSPENDED")
    assert customer.fetch_brand().status == "SUSPENDED"
    assert customer.fetch_campaign().campaign_status == "SUSPENDED"


def deliveries_to(customer: WalkthroughCustomer, url: str) -> list[dict[str, Any]]:
    state = customer.simulator.control("GET", "/state")
    return [d for d in state["delivery"] if d["url"].startswith(url) and customer.profile in d["body"]]


def wait_until_settled(customer: WalkthroughCustomer, attempts: int, url: str = "") -> None:
    """Until the postman has come back from this attempt."""
    for _ in range(500):
        (delivery, *_rest) = deliveries_to(customer, url)
        if delivery["attempts"] >= attempts and delivery["status"] != "sending":
            return
        if delivery["status"] == "delivered":
            return
    raise AssertionError("the postman does not come back")
