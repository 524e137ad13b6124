"""`a2p doctor`: each thing that can be in the way, against a real simulator."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import requests

from a2p.cli.doctor.result import CheckLevel
from a2p.cli.doctor.twilio import _check_clock, _check_credentials, check_twilio
from a2p.twilio.client.settings import Settings
from a2p.twilio.event_streams import ensure_subscribed
from tests.support.sdk import sdk
from tests.support.sessions import open_session
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def simulator() -> Iterator[SimulatorProcess]:
    with SimulatorProcess.start(100) as running:
        yield running


def config(simulator: SimulatorProcess) -> dict[str, str]:
    return {"baseUrl": simulator.url, "primary_profile_sid": simulator.primary_customer_profile_sid}


def env(simulator: SimulatorProcess, **more: str) -> dict[str, str]:
    signed_in = {"TWILIO_ACCOUNT_SID": simulator.account_sid, "TWILIO_AUTH_TOKEN": simulator.auth_token}
    return signed_in | more


def told(simulator: SimulatorProcess, **more: Any) -> dict[str, tuple[CheckLevel, str, str]]:
    found = check_twilio(config(simulator) | more.pop("config", {}), env(simulator, **more))
    return {each.what: (each.level, each.text, each.remedy) for each in found}


def post(simulator: SimulatorProcess, path: str, **data: str) -> None:
    auth = (simulator.account_sid, simulator.auth_token)
    answer = requests.post(f"{simulator.url}{path}", data=data, auth=auth, timeout=30)
    assert answer.ok, answer.text


def test_all_is_well_with_an_approved_primary_profile_of_an_isv(simulator: SimulatorProcess) -> None:
    found = told(simulator)

    assert list(found) == ["credentials", "sign-in", "primary profile", "business identity"]
    assert {level for level, _, _ in found.values()} == {CheckLevel.OK}


def test_an_account_that_sends_no_events_to_the_declared_address_is_told(simulator: SimulatorProcess) -> None:
    url = "https://a2p.example-isv.com"
    level, text, remedy = told(simulator, config={"events_url": url})["events"]
    assert (level, text) == (CheckLevel.WARN, f"{simulator.account_sid}: no sink to {url}/events")
    assert remedy == "a2p up of a customer of this account, or a2p fleet subscribe"

    with open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as session:
        ensure_subscribed(session, url)

    assert told(simulator, config={"events_url": url})["events"][0] is CheckLevel.OK


def test_a_primary_profile_that_is_no_isvs_is_in_the_way(simulator: SimulatorProcess) -> None:
    users = simulator.control("GET", "/state")["end_user"]
    (business,) = [each for each in users if each["type"] == "customer_profile_business_information"]
    attributes = business["attributes"] | {"business_identity": "direct_customer"}
    post(simulator, f"/v1/EndUsers/{business['sid']}", Attributes=json.dumps(attributes))

    level, text, remedy = told(simulator)["business identity"]

    assert level is CheckLevel.FAIL
    assert text == "direct_customer, and it has to be ISV Reseller or Partner (G1)"
    assert "Twilio Console" in remedy


def test_a_primary_profile_that_is_not_approved_is_in_the_way(simulator: SimulatorProcess) -> None:
    sid = simulator.primary_customer_profile_sid
    simulator.control("POST", f"/profiles/{sid}/decide", {"status": "twilio-rejected"})

    level, text, _ = told(simulator)["primary profile"]

    assert (level, "is twilio-rejected (G1)" in text) == (CheckLevel.FAIL, True)


def test_a_primary_profile_of_another_account_is_named(simulator: SimulatorProcess) -> None:
    sid = "BU" + "0" * 32

    level, text, remedy = told(simulator, config={"primary_profile_sid": sid})["primary profile"]

    assert (level, text) == (CheckLevel.FAIL, f"{sid} is not in the account {simulator.account_sid}")
    assert remedy.startswith("set a2p:primary_profile_sid")


def test_a_parents_profile_that_a_subaccount_cannot_see_is_looked_at_with_the_parents_key(
    simulator: SimulatorProcess,
) -> None:
    own = sdk(simulator).api.v2010.accounts.create(friendly_name="Jane Doe")
    account = {"account": json.dumps({"sid": own.sid, "environment": "JANE"})}

    alone = told(simulator, config=account, JANE_AUTH_TOKEN=own.auth_token, TWILIO_ACCOUNT_SID="")
    with_parent = told(simulator, config=account, JANE_AUTH_TOKEN=own.auth_token)

    assert alone["sign-in"][0] is CheckLevel.OK
    level, text, remedy = alone["primary profile"]
    assert (level, f"{own.sid} is a subaccount of {simulator.account_sid}" in text) == (CheckLevel.WARN, True)
    assert remedy.startswith(f"export TWILIO_ACCOUNT_SID={simulator.account_sid}")
    assert with_parent["primary profile"][0] is CheckLevel.OK
    assert with_parent["business identity"][0] is CheckLevel.OK


def test_wrong_credentials_end_the_checks_with_what_to_correct(simulator: SimulatorProcess) -> None:
    found = told(simulator, TWILIO_AUTH_TOKEN="wrong")

    assert list(found) == ["credentials", "sign-in"]
    assert found["sign-in"][0] is CheckLevel.FAIL
    assert "TWILIO_API_KEY" in found["sign-in"][2]


def test_missing_credentials_are_told_before_anything_is_called(simulator: SimulatorProcess) -> None:
    (found,) = check_twilio(config(simulator), {})

    assert (found.what, found.level) == ("credentials", CheckLevel.FAIL)
    assert found.remedy.startswith("export TWILIO_ACCOUNT_SID")
    assert simulator.control("GET", "/requests") == []


def test_a_simulator_that_does_not_run_is_told_with_how_to_start_it(simulator: SimulatorProcess) -> None:
    simulator.kill()

    assert told(simulator)["simulator"] == (
        CheckLevel.FAIL,
        f"nothing answers at {simulator.url}",
        "a2p sim start",
    )


@pytest.mark.parametrize(
    ("skew", "level", "text"),
    [
        (-29.0, CheckLevel.OK, "29 s from Twilio's"),
        (95.0, CheckLevel.WARN, "95 s ahead of Twilio's"),
        (-3600.0, CheckLevel.WARN, "3600 s behind Twilio's"),
    ],
)
def test_a_clock_that_is_wrong_is_told(skew: float, level: CheckLevel, text: str) -> None:
    found = _check_clock(skew)

    assert (found.level, found.text) == (level, text)


def test_an_auth_token_of_the_real_twilio_works_and_is_not_the_best_key() -> None:
    token = _check_credentials(Settings("AC1", "AC1", "hush"))
    key = _check_credentials(Settings("AC1", "SK1", "hush"))

    assert (token.level, key.level) == (CheckLevel.WARN, CheckLevel.OK)
    assert "TWILIO_API_KEY" in token.remedy
