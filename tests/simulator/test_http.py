"""The HTTP side: credentials, errors, pages, parameters, the clock, a restart."""

from __future__ import annotations

import base64
import dataclasses
import http.client
import json
import socket
import time
from typing import TYPE_CHECKING, Any

import pytest
import requests

from simulator.seed import DEFAULT_SEED, constants
from tests.support import walkthrough
from tests.support.raw_http import raw
from tests.support.refusals import refused
from tests.support.sdk import sdk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.simulator import SimulatorProcess
    from tests.support.walkthrough import WalkthroughCustomer


def test_wrong_credentials_get_twilios_401(simulator: SimulatorProcess) -> None:
    stranger = sdk(dataclasses.replace(simulator, auth_token="wrong"))
    with refused(401, 20003):
        stranger.messaging.v1.services("MG" + "0" * 32).fetch()


def test_a_401_says_how_to_sign_in(simulator: SimulatorProcess) -> None:
    """M7: some HTTP clients send their credentials only when they are asked."""
    answer = requests.get(f"{simulator.url}/v1/Services", timeout=30)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Basic realm="Twilio API"')


def test_a_head_is_a_get_without_its_body(simulator: SimulatorProcess) -> None:
    """M16."""
    auth = (simulator.account_sid, simulator.auth_token)
    asked = [
        requests.request(method, f"{simulator.url}/v1/Services", auth=auth, timeout=30)
        for method in ("GET", "HEAD")
    ]
    assert [answer.status_code for answer in asked] == [200, 200]
    assert asked[0].headers["Content-Length"] == asked[1].headers["Content-Length"] != "0"
    assert asked[1].content == b""


def test_too_large_a_page_has_its_own_code(simulator: SimulatorProcess) -> None:
    """M15."""
    status, body, _ = raw(simulator, "GET", "/v1/CustomerProfiles?PageSize=1001")
    assert (status, body["code"]) == (400, 20007)
    status, body, _ = raw(simulator, "GET", "/v1/CustomerProfiles?PageSize=0")
    assert (status, body["code"]) == (400, 20001)


def test_a_required_text_that_is_empty_is_missing(simulator: SimulatorProcess) -> None:
    """M16: the same for bundles as for services, and the message ends where Twilio's does."""
    form = {"FriendlyName": "", "Email": "a@a.example.com", "PolicySid": "RN806dd6cd175f314e1f96a9727ee271f4"}
    status, body, _ = raw(simulator, "POST", "/v1/CustomerProfiles", form)
    assert (status, body["message"]) == (400, "Missing required parameter FriendlyName in the post body")


OFFERS = {
    "one piece": lambda head, body: [head + body],
    "the body later": lambda head, body: [head, body],
    "small pieces": lambda head, body: [head[:40], head[40:], body[:5], body[5:]],
}


@pytest.mark.parametrize("split", OFFERS.values(), ids=OFFERS)
def test_an_offer_of_http2_is_answered_as_any_request(
    simulator: SimulatorProcess, split: Callable[[bytes, bytes], list[bytes]]
) -> None:
    """M4: as Java's own client sends it, twice on one connection."""
    token = base64.b64encode(f"{simulator.account_sid}:{simulator.auth_token}".encode()).decode()
    body = b"FriendlyName=a&Type=sole_proprietor_information"
    head = (
        f"POST /v1/EndUsers HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {token}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nConnection: Upgrade, HTTP2-Settings\r\n"
        "Upgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    port = int(simulator.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        for _ in range(2):
            for piece in split(head, body):
                connection.sendall(piece)
                time.sleep(0.05)
            response = http.client.HTTPResponse(connection)
            response.begin()
            assert (response.status, json.loads(response.read())["friendly_name"]) == (201, "a")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example"}, 403),
        ({"Host": "evil-twilio.com"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "localhost:8010"}, 200),
        ({"Host": "[::1]:8010"}, 200),
        ({"Host": "messaging.twilio.com"}, 200),
        ({"Origin": "http://localhost:3000"}, 200),
    ],
)
@pytest.mark.parametrize("path", ["/v1/Services", "/_sim/clock"])
def test_only_loopback_and_twilios_names_are_answered(
    simulator: SimulatorProcess, path: str, headers: dict[str, str], status: int
) -> None:
    """F21: neither a page of another site nor a name that was made to point here gets an answer."""
    auth = (simulator.account_sid, simulator.auth_token)
    answer = requests.get(simulator.url + path, auth=auth, headers=headers, timeout=30)
    assert answer.status_code == status, answer.text


def test_links_follow_the_name_under_which_twilio_was_asked(simulator: SimulatorProcess) -> None:
    """A transport that turns Twilio's hosts here gets links that it can turn, too."""
    auth = (simulator.account_sid, simulator.auth_token)
    host = {"Host": "messaging.twilio.com"}
    meta = requests.get(f"{simulator.url}/v1/Services", auth=auth, headers=host, timeout=30).json()["meta"]
    assert meta["url"].startswith("https://messaging.twilio.com/v1/Services?")


def test_an_unknown_path_is_a_404_that_names_it(simulator: SimulatorProcess) -> None:
    status, body, _ = raw(simulator, "GET", "/v1/Nonsense")
    assert status == 404
    assert body.keys() == {"code", "message", "more_info", "status"}
    assert (body["code"], body["status"]) == (20404, 404)
    assert "/v1/Nonsense" in body["message"]


def test_an_unknown_parameter_is_a_400_where_the_world_is_strict(simulator: SimulatorProcess) -> None:
    """U15: the tests' own simulators are strict, so that a client's mistake shows."""
    status, body, _ = raw(simulator, "POST", "/v1/Services", {"FriendlyName": "a", "Colour": "red"})
    assert status == 400
    assert "Unknown parameter Colour" in body["message"]


@pytest.fixture
def lenient(simulator: SimulatorProcess) -> Iterator[SimulatorProcess]:
    """The same simulator as users have it."""
    simulator.control("POST", "/settings", {"strict_parameters": False})
    yield simulator
    simulator.control("POST", "/settings", {"strict_parameters": True})


def test_an_unknown_parameter_is_ignored_with_a_warning(lenient: SimulatorProcess) -> None:
    """M2: as Twilio does (document 002), in the form and in the query, and the log says so."""
    form = {"FriendlyName": "a", "Colour": "red"}
    status, body, headers = raw(lenient, "POST", "/v1/Services?FriendlyName=b", form)
    assert (status, body["friendly_name"]) == (201, "a")
    assert headers["X-Simulator-Warning"] == (
        "FriendlyName is no parameter of POST /v1/Services; Colour is no parameter of POST /v1/Services"
    )
    assert lenient.control("GET", "/requests")[-1]["warnings"] == [
        "FriendlyName is no parameter of POST /v1/Services",
        "Colour is no parameter of POST /v1/Services",
    ]
    status, _, headers = raw(lenient, "GET", "/v1/Services?Nonsense=1")
    assert (status, "Nonsense" in headers["X-Simulator-Warning"]) == (200, True)


def test_an_unknown_setting_is_refused(simulator: SimulatorProcess) -> None:
    for body in ({"colour": True}, {"strict_parameters": "yes"}):
        answer = requests.post(f"{simulator.url}/_sim/settings", json=body, timeout=30)
        assert answer.status_code == 400, answer.text


def test_a_missing_parameter_is_a_400_that_names_it(simulator: SimulatorProcess) -> None:
    status, body, _ = raw(simulator, "POST", "/v1/Services", {})
    assert status == 400
    assert "Missing required parameter FriendlyName" in body["message"]


def test_lists_are_followed_page_by_page_by_the_sdk(simulator: SimulatorProcess, client: Any) -> None:
    made = [client.messaging.v1.services.create(friendly_name=f"page {n}").sid for n in range(7)]
    found = [s.sid for s in client.messaging.v1.services.list(page_size=3)]
    assert found[:7] == made[::-1]
    assert len(found) == len(set(found))


def test_addresses_are_paged_in_the_style_of_2010(customer: WalkthroughCustomer) -> None:
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


def test_the_request_log_has_parameters_but_no_credentials(simulator: SimulatorProcess) -> None:
    simulator.control("DELETE", "/requests")
    raw(simulator, "POST", "/v1/Services", {"FriendlyName": "logged"})
    (entry,) = simulator.control("GET", "/requests")
    assert (entry["method"], entry["path"], entry["status"]) == ("POST", "/v1/Services", 201)
    assert entry["parameters"] == {"FriendlyName": "logged"}
    assert simulator.auth_token not in json.dumps(entry)


def test_a_campaign_edit_on_a_failed_campaign_is_reviewed_again(customer: WalkthroughCustomer) -> None:
    customer.verified_sole_proprietor()
    customer.create_campaign()
    customer.decide_campaign("FAILED")
    assert customer.fetch_campaign().errors[0]["error_code"] == 30886
    updated = customer.update_campaign(description=walkthrough.DESCRIPTION + " More.")
    assert updated.campaign_status == "PENDING"
    assert updated.errors == []


@pytest.mark.parametrize(
    "attributes", ['{"a": NaN}', '{"a": 1e999}', "{", "[1]", "[" * 5000, "[" * 200 + "]" * 200, "1" * 5000]
)
def test_attributes_that_are_no_plain_json_object_are_refused(
    simulator: SimulatorProcess, attributes: str
) -> None:
    form = {"FriendlyName": "x", "Type": "sole_proprietor_information", "Attributes": attributes}
    status, body, _ = raw(simulator, "POST", "/v1/EndUsers", form)
    assert status == 400
    assert "Attributes" in body["message"]


def test_odd_characters_survive(simulator: SimulatorProcess) -> None:
    """G8."""
    name = 'a"b\\c\x00d\ud83e\udd89<&>'.encode("utf-16", "surrogatepass").decode("utf-16")
    form = {
        "FriendlyName": name,
        "Type": "sole_proprietor_information",
        "Attributes": json.dumps({"brand_name": name, "lone": "\ud800"}),
    }
    status, body, _ = raw(simulator, "POST", "/v1/EndUsers", form)
    assert status == 201
    assert (body["friendly_name"], body["attributes"]["brand_name"]) == (name, name)
    assert raw(simulator, "GET", body["url"].removeprefix(simulator.url))[1] == body


def test_a_method_a_path_does_not_have_is_a_405_that_says_which_it_has(simulator: SimulatorProcess) -> None:
    status, body, headers = raw(simulator, "PUT", "/v1/Services")
    assert (status, body["code"], headers["Allow"]) == (405, 20004, "GET, POST")


def test_a_body_that_is_no_form_is_refused(simulator: SimulatorProcess) -> None:
    auth = (simulator.account_sid, simulator.auth_token)
    answer = requests.post(f"{simulator.url}/v1/Services", json={"FriendlyName": "x"}, auth=auth, timeout=9)
    assert (answer.status_code, answer.json()["code"]) == (415, 20415)


def test_an_api_key_speaks_for_its_account(simulator: SimulatorProcess) -> None:
    key = ("SK04fb8829c1b9cf2b40e7f63ba7e58f8d", "secret")
    answer = requests.get(f"{simulator.url}/v1/Services", auth=key, timeout=9)
    assert answer.status_code == 401
    seeded = constants(DEFAULT_SEED)
    key = (seeded.api_key_sid, seeded.api_key_secret)
    answer = requests.get(f"{simulator.url}/v1/Services", auth=key, timeout=9)
    assert answer.status_code == 200


def test_the_control_api_says_what_it_does_not_have(simulator: SimulatorProcess) -> None:
    answer = requests.get(f"{simulator.url}/_sim/weather", timeout=9)
    assert (answer.status_code, answer.json()["code"]) == (404, None)


def test_an_empty_string_clears_a_url(customer: WalkthroughCustomer) -> None:
    customer.make_service()
    service = customer.messaging.services(customer.service)
    assert service.update(status_callback="https://example.com/x").status_callback == "https://example.com/x"
    assert service.update(status_callback="").status_callback is None


def test_what_a_parameter_names_has_to_exist(customer: WalkthroughCustomer) -> None:
    customer.make_service()
    numbers = customer.messaging.services(customer.service).phone_numbers
    with refused(400, 20001, "PhoneNumberSid"):
        numbers.create(phone_number_sid="PN" + "0" * 32)


def test_a_page_beyond_all_numbers_is_empty(simulator: SimulatorProcess) -> None:
    path = "/v1/Services?PageSize=1000&Page=99999999999999999"
    status, body, _ = raw(simulator, "GET", path)
    assert (status, body["services"], body["meta"]["next_page_url"]) == (200, [], None)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/clock/advance", '{"seconds": -1}'),
        ("/clock/advance", '{"seconds": Infinity}'),
        ("/clock/advance", "seconds"),
        ("/otp/reply", '{"mobile_phone_number": 7}'),
        ("/scenarios", '{"customers": [{"match": {"brand_name": "x"}, "brand": {"after": "soon"}}]}'),
        ("/scenarios", '{"customers": [{"match": {"colour": "red"}}]}'),
        ("/faults", '{"kind": "error", "status": 200}'),
        ("/faults", '{"kind": "error", "path": "("}'),
        ("/registry/uses", '{"what": "shoes", "value": "x", "count": 1}'),
        ("/tcr/webhook", '{"url": "ftp://x"}'),
    ],
)
def test_the_control_api_refuses_what_makes_no_sense(
    simulator: SimulatorProcess, path: str, body: str
) -> None:
    answer = requests.post(f"{simulator.url}/_sim{path}", data=body, timeout=9)
    assert (answer.status_code, answer.json()["status"]) == (400, 400)


def test_a_decision_with_an_error_code_that_is_no_number_is_refused(customer: WalkthroughCustomer) -> None:
    customer.approved_sole_proprietor()
    url = f"{customer.simulator.url}/_sim/brands/{customer.brand}/decide"
    answer = requests.post(url, json={"status": "FAILED", "errors": [{"error_code": "x"}]}, timeout=9)
    assert answer.status_code == 400
    assert customer.fetch_brand().status == "APPROVED"
