"""Subaccounts under one parent, and numbers bought by API (U12, M10, M13)."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import requests
from twilio.request_validator import RequestValidator

from tests.support.receiver import Receiver
from tests.support.refusals import refused
from tests.support.sdk import sdk
from tests.support.walkthrough import WalkthroughCustomer

if TYPE_CHECKING:
    from tests.support.simulator import SimulatorProcess


@pytest.fixture
def subaccount(simulator: SimulatorProcess, client: Any) -> SimulatorProcess:
    """The simulator, as one of the parent's subaccounts sees it."""
    account = client.api.v2010.accounts.create(friendly_name="Jane Doe")
    return dataclasses.replace(simulator, account_sid=account.sid, auth_token=account.auth_token)


def test_the_usual_check_of_credentials(simulator: SimulatorProcess, client: Any) -> None:
    """M10: GET of one's own account."""
    account = client.api.v2010.accounts(simulator.account_sid).fetch()
    assert (account.status, account.type) == ("active", "Full")
    assert account.owner_account_sid == account.sid


def test_a_parent_lists_renames_and_closes_its_subaccounts(client: Any) -> None:
    """U12: a closed one stays closed."""
    made = client.api.v2010.accounts.create(friendly_name="To close")
    assert [a.sid for a in client.api.v2010.accounts.list(friendly_name="To close")] == [made.sid]
    context = client.api.v2010.accounts(made.sid)
    assert context.update(friendly_name="Closed").friendly_name == "Closed"
    assert context.update(status="closed").status == "closed"
    with refused(400, 20001, "opened again"):
        context.update(status="active")


def test_a_subaccount_has_objects_of_its_own(subaccount: SimulatorProcess, client: Any) -> None:
    """U12: its own token reaches them, the parent's does not, but for the 2010 API."""
    own = sdk(subaccount)
    service = own.messaging.v1.services.create(friendly_name="x").sid
    assert [s.sid for s in own.messaging.v1.services.list()] == [service]
    with refused(404, 20404):
        client.messaging.v1.services(service).fetch()
    bought = client.api.v2010.accounts(subaccount.account_sid).incoming_phone_numbers.create(area_code="512")
    assert bought.account_sid == subaccount.account_sid
    assert own.incoming_phone_numbers(bought.sid).fetch().sid == bought.sid
    with refused(404, 20404):
        client.incoming_phone_numbers(bought.sid).fetch()


def test_a_subaccount_sees_neither_its_parent_nor_its_sisters(
    simulator: SimulatorProcess, subaccount: SimulatorProcess, client: Any
) -> None:
    """U12."""
    sister = client.api.v2010.accounts.create(friendly_name="Sister").sid
    own = sdk(subaccount)
    for sid in (simulator.account_sid, sister):
        with refused(404, 20404):
            own.api.v2010.accounts(sid).fetch()
        with refused(404, 20404):
            own.api.v2010.accounts(sid).incoming_phone_numbers("PN" + "0" * 32).fetch()
    with refused(400, 20001, "cannot have subaccounts"):
        own.api.v2010.accounts.create()
    with refused(401, 20003):
        sdk(dataclasses.replace(subaccount, auth_token=simulator.auth_token)).messaging.v1.services(
            "MG"
        ).fetch()


def test_a_suspended_subaccount_may_do_nothing(subaccount: SimulatorProcess, client: Any) -> None:
    own = sdk(subaccount)
    own.messaging.v1.services.list()
    client.api.v2010.accounts(subaccount.account_sid).update(status="suspended")
    with refused(403, 20005):
        own.messaging.v1.services("MG" + "0" * 32).fetch()
    client.api.v2010.accounts(subaccount.account_sid).update(status="active")
    own.messaging.v1.services.list()


def test_a_customer_is_registered_in_a_subaccount(subaccount: SimulatorProcess) -> None:
    """U12: linked to the parent's primary profile; callbacks are signed with the subaccount's token."""
    customer = WalkthroughCustomer(
        sdk(subaccount),
        subaccount,
        mobile="+14155560991",
        email="sub@sub.example.com",
        street="991 Market St",
    )
    build: Any = RequestValidator
    with Receiver() as receiver:
        customer.draft_starter_profile(status_callback=receiver.url)
        customer.submit_profile()
        webhook = receiver.wait_for(lambda w: w.form["Status"] == "in-review")
        signature = webhook.headers["X-Twilio-Signature"]
        assert build(subaccount.auth_token).validate(webhook.url, webhook.form, signature)
    customer.simulator.advance(30)
    customer.draft_sole_proprietor_bundle()
    customer.submit_product()
    customer.simulator.advance(30)
    customer.register_brand()
    customer.simulator.advance(30)
    customer.reply_yes()
    customer.make_service()
    assert customer.create_campaign().account_sid == subaccount.account_sid


def test_numbers_are_found_and_bought(client: Any) -> None:
    """M10: document 001, step 5: select a number and buy it, by API."""
    countries = client.available_phone_numbers.list()
    assert {country.country_code for country in countries} == {"US", "CA"}
    us = client.available_phone_numbers("US")
    assert us.fetch().country == "United States"
    offered = us.local.list(area_code="617", sms_enabled=True, limit=5)
    assert [(n.region, n.phone_number[:5]) for n in offered] == [("MA", "+1617")] * 5
    assert us.local.list(in_region="TX", limit=1)[0].phone_number.startswith("+1512")
    assert us.local.list(contains="0107", area_code="617")[0].phone_number == "+16175550107"
    assert us.local.list(contains="JKL01*7", area_code="617", limit=1)[0].phone_number == "+16175550107"
    assert us.mobile.list() == []
    assert us.local.list(fax_enabled=True) == []
    wanted = offered[0].phone_number
    bought = client.incoming_phone_numbers.local.create(phone_number=wanted)
    assert bought.phone_number == wanted
    assert wanted not in [n.phone_number for n in us.local.list(area_code="617")]
    with refused(400, 21422):
        client.incoming_phone_numbers.create(phone_number=wanted)
    toll_free = us.toll_free.list(limit=1)[0].phone_number
    with refused(400, 21422):
        client.incoming_phone_numbers.local.create(phone_number=toll_free)
    client.incoming_phone_numbers.toll_free.create(phone_number=toll_free)
    assert [n.phone_number for n in client.incoming_phone_numbers.toll_free.list()] == [toll_free]
    assert wanted in [n.phone_number for n in client.incoming_phone_numbers.local.list()]
    assert client.incoming_phone_numbers.mobile.list() == []
    with refused(400, 21422):
        client.incoming_phone_numbers.mobile.create(phone_number=toll_free)
    with refused(404, 20404):
        client.available_phone_numbers("ZZ").fetch()


def find_addresses(node: Any) -> set[str]:
    """All URLs and paths of the simulated API in an answer."""
    if isinstance(node, dict):
        return {url for value in node.values() for url in find_addresses(value)}
    if isinstance(node, list):
        return {url for value in node for url in find_addresses(value)}
    is_address = isinstance(node, str) and ("/v1/" in node or "/2010-04-01/" in node)
    return (
        {node}
        if (is_address and "127.0.0.1" in node) or (is_address and str(node).startswith("/"))
        else set()
    )


def test_every_link_of_every_answer_leads_somewhere(customer: WalkthroughCustomer, client: Any) -> None:
    """M13: from the lists of all kinds of objects, as far as links go."""
    customer.verified_sole_proprietor()
    customer.create_campaign()
    client.events.v1.sinks.create(
        description="x", sink_type="segment", sink_configuration={"write_key": "key"}
    )
    simulator = customer.simulator
    account = f"/2010-04-01/Accounts/{simulator.account_sid}"
    waiting = {
        f"/v1/{name}?PageSize=3"
        for name in ("CustomerProfiles", "TrustProducts", "EndUsers", "SupportingDocuments", "Policies")
    }
    waiting |= {f"/v1/{name}?PageSize=3" for name in ("Services", "a2p/BrandRegistrations", "Types", "Sinks")}
    waiting |= {f"{account}.json", f"{account}/Addresses.json?PageSize=2", "/2010-04-01/Accounts.json"}
    seen: set[str] = set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        answer = requests.get(
            simulator.url + path, auth=(simulator.account_sid, simulator.auth_token), timeout=30
        )
        only_posted = answer.status_code == 405 and "POST" in answer.headers["Allow"]
        assert answer.status_code == 200 or only_posted, (path, answer.text)
        for url in find_addresses(answer.json()) if answer.status_code == 200 else ():
            parts = urlsplit(url)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            if "Page=" not in target or target.endswith("Page=0"):
                waiting |= {target} - seen
    assert len(seen) > 60
