"""The HTTP side: credentials, errors, pages, parameters, the clock, a restart."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.support import walkthrough
from tests.support.refusals import refused
from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess
from tests.support.walkthrough import Customer

if TYPE_CHECKING:
    from pathlib import Path


def raw(simulator: SimulatorProcess, method: str, path: str, form: Any = None) -> tuple[int, Any, Any]:
    """Status, body and headers of one plain request."""
    auth = (simulator.account_sid, simulator.auth_token)
    answer = requests.request(method, simulator.url + path, data=form, auth=auth, timeout=30)
    return answer.status_code, answer.json() if answer.content else None, answer.headers


def test_wrong_credentials_get_twilios_401(simulator: SimulatorProcess) -> None:
    stranger = sdk(dataclasses.replace(simulator, auth_token="wrong"))
    with refused(401, 20003):
        stranger.messaging.v1.services("MG" + "0" * 32).fetch()


def test_an_unknown_path_is_a_404_that_names_it(simulator: SimulatorProcess) -> None:
    status, body, _ = raw(simulator, "GET", "/v1/Nonsense")
    assert status == 404
    assert body.keys() == {"code", "message", "more_info", "status"}
    assert (body["code"], body["status"]) == (20404, 404)
    assert "/v1/Nonsense" in body["message"]


def test_an_unknown_parameter_is_a_400_that_names_it(simulator: SimulatorProcess) -> None:
    status, body, _ = raw(simulator, "POST", "/v1/Services", {"FriendlyName": "a", "Colour": "red"})
    assert status == 400
    assert "Unknown parameter Colour" in body["message"]


def test_a_missing_parameter_is_a_400_that_names_it(simulator: SimulatorProcess) -> None:
    status, body, _ = raw(simulator, "POST", "/v1/Services", {})
    assert status == 400
    assert "Missing required parameter FriendlyName" in body["message"]


def test_lists_are_followed_page_by_page_by_the_sdk(simulator: SimulatorProcess, client: Any) -> None:
    made = [client.messaging.v1.services.create(friendly_name=f"page {n}").sid for n in range(7)]
    found = [s.sid for s in client.messaging.v1.services.list(page_size=3)]
    assert found[:7] == made[::-1]
    assert len(found) == len(set(found))


def test_addresses_are_paged_in_the_style_of_2010(customer: Customer) -> None:
    made = [customer.make_address(friendly_name="paged") for _ in range(5)]
    found = customer.client.addresses.list(friendly_name="paged", page_size=2)
    assert [address.sid for address in found] == made[::-1]


def test_every_answer_tells_the_simulated_time(simulator: SimulatorProcess) -> None:
    _, _, before = raw(simulator, "GET", "/v1/Services")
    simulator.advance(3600)
    _, _, after = raw(simulator, "GET", "/v1/Services")
    passed = float(after["X-Simulator-Time"]) - float(before["X-Simulator-Time"])
    assert passed == pytest.approx(3600, abs=1)
    assert float(after["X-Simulator-Speed"]) == 0
    assert after["Twilio-Request-Id"].startswith("RQ")


def test_a_restart_keeps_objects_reviews_and_time(tmp_path: Path) -> None:
    db = tmp_path / "simulator.db"
    with SimulatorProcess.start(speed=0, db=db) as first:
        customer = Customer(sdk(first), first)
        customer.draft_starter_profile()
        customer.submit_profile()
        customer.draft_sole_proprietor_bundle()
        customer.submit_product()
        customer.register_brand()
        time = first.control("GET", "/clock")["time"]
    with SimulatorProcess.start(speed=0, db=db) as second:
        assert second.account_sid == first.account_sid
        assert second.control("GET", "/clock")["time"] == pytest.approx(time, abs=0.01)
        customer.client, customer.simulator = sdk(second), second
        assert customer.fetch_brand().status == "PENDING"
        second.advance(30)
        assert customer.fetch_brand().status == "APPROVED"


def test_the_request_log_has_parameters_but_no_credentials(simulator: SimulatorProcess) -> None:
    simulator.control("DELETE", "/requests")
    raw(simulator, "POST", "/v1/Services", {"FriendlyName": "logged"})
    (entry,) = simulator.control("GET", "/requests")
    assert (entry["method"], entry["path"], entry["status"]) == ("POST", "/v1/Services", 201)
    assert entry["parameters"] == {"FriendlyName": "logged"}
    assert simulator.auth_token not in json.dumps(entry)


def test_a_campaign_edit_on_a_failed_campaign_is_reviewed_again(customer: Customer) -> None:
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("FAILED")
    assert customer.fetch_campaign().errors[0]["error_code"] == 30886
    updated = customer.update_campaign(description=walkthrough.DESCRIPTION + " More.")
    assert updated.campaign_status == "PENDING"
    assert updated.errors == []
