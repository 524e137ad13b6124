"""Faults on demand, and the request log that shows them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.support.sdk import sdk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.simulator import SimulatorProcess


@pytest.fixture
def healthy(simulator: SimulatorProcess) -> Iterator[SimulatorProcess]:
    """A simulator without faults before and after."""
    simulator.control("DELETE", "/faults")
    simulator.control("DELETE", "/requests")
    yield simulator
    simulator.control("DELETE", "/faults")


def post(simulator: SimulatorProcess, name: str = "fault") -> requests.Response:
    return requests.post(
        f"{simulator.url}/v1/Services",
        data={"FriendlyName": name},
        auth=(simulator.account_sid, simulator.auth_token),
        timeout=10,
    )


def set_fault(simulator: SimulatorProcess, **fault: Any) -> None:
    simulator.control("POST", "/faults", fault)


def named(simulator: SimulatorProcess, name: str) -> int:
    services = sdk(simulator).messaging.v1.services.list()
    return sum(service.friendly_name == name for service in services)


def test_the_next_call_is_too_many(healthy: SimulatorProcess) -> None:
    set_fault(healthy, kind="rate_limited", path="/Services$", retry_after=3)
    refused = post(healthy)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "3")
    assert refused.json()["code"] == 20429
    assert post(healthy).status_code == 201


def test_a_call_that_is_too_many_is_told_nothing_of_when(healthy: SimulatorProcess) -> None:
    set_fault(healthy, kind="rate_limited", path="/Services$", retry_after=None)
    refused = post(healthy)
    assert refused.status_code == 429
    assert "Retry-After" not in refused.headers


@pytest.mark.parametrize("status", [500, 503])
def test_the_third_call_fails(healthy: SimulatorProcess, status: int) -> None:
    set_fault(healthy, kind="error", method="POST", nth=3, status=status)
    assert [post(healthy).status_code for _ in range(4)] == [201, 201, status, 201]


def test_a_connection_is_reset_before_anything_happens(healthy: SimulatorProcess) -> None:
    set_fault(healthy, kind="reset_before")
    with pytest.raises(requests.ConnectionError):
        post(healthy, "never made")
    assert named(healthy, "never made") == 0


def test_an_answer_is_lost_after_the_change(healthy: SimulatorProcess) -> None:
    set_fault(healthy, kind="reset_after")
    with pytest.raises(requests.ConnectionError):
        post(healthy, "made all the same")
    assert named(healthy, "made all the same") == 1
    first = healthy.control("GET", "/requests")[0]
    assert (first["status"], first["fault"]) == (201, "reset_after")


def test_an_answer_is_slow(healthy: SimulatorProcess) -> None:
    set_fault(healthy, kind="slow", seconds=0.3)
    started = time.monotonic()
    assert post(healthy).status_code == 201
    assert time.monotonic() - started >= 0.3


def test_an_answer_is_held_back_after_the_change(healthy: SimulatorProcess) -> None:
    set_fault(healthy, kind="slow_after", method="POST", seconds=60)
    with pytest.raises(requests.ReadTimeout):
        requests.post(
            f"{healthy.url}/v1/Services",
            data={"FriendlyName": "made, and not answered yet"},
            auth=(healthy.account_sid, healthy.auth_token),
            timeout=0.3,
        )
    assert named(healthy, "made, and not answered yet") == 1
    assert healthy.control("GET", "/faults")[0]["struck"] == 1


def test_reads_are_stale_for_some_seconds_after_a_write(healthy: SimulatorProcess) -> None:
    set_fault(healthy, kind="stale_reads", seconds=5)
    client = sdk(healthy)
    sid = post(healthy, "stale").json()["sid"]
    auth = (healthy.account_sid, healthy.auth_token)
    url = f"{healthy.url}/v1/Services/{sid}"
    assert requests.get(url, auth=auth, timeout=10).status_code == 404
    assert named(healthy, "stale") == 0
    healthy.advance(5)
    assert client.messaging.v1.services(sid).fetch().friendly_name == "stale"
    client.messaging.v1.services(sid).update(friendly_name="fresh")
    assert client.messaging.v1.services(sid).fetch().friendly_name == "stale"
    healthy.advance(5)
    assert client.messaging.v1.services(sid).fetch().friendly_name == "fresh"


def test_a_probability_is_seeded(healthy: SimulatorProcess) -> None:
    runs = []
    for _ in range(2):
        healthy.control("DELETE", "/faults")
        set_fault(healthy, kind="error", method="POST", probability=0.5)
        runs.append([post(healthy).status_code for _ in range(12)])
    assert runs[0] == runs[1]
    assert set(runs[0]) == {201, 503}


def test_a_fault_that_makes_no_sense_is_refused(healthy: SimulatorProcess) -> None:
    answer = requests.post(f"{healthy.url}/_sim/faults", json={"kind": "earthquake"}, timeout=10)
    assert answer.status_code == 400
    assert "rate_limited" in answer.json()["message"]


def test_the_log_lists_requests_since_an_index(healthy: SimulatorProcess) -> None:
    post(healthy, "one")
    post(healthy, "two")
    entries = healthy.control("GET", "/requests")
    assert [e["parameters"]["FriendlyName"] for e in entries] == ["one", "two"]
    later = healthy.control("GET", f"/requests?since={entries[1]['index']}")
    assert [e["parameters"]["FriendlyName"] for e in later] == ["two"]
