"""What Twilio tells, also through the simulator, to a real server of the fleet on a real PostgreSQL."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import requests
import uvicorn
from prometheus_client import CollectorRegistry
from twilio.request_validator import RequestValidator

from fleet.database import Database
from fleet.inbox import EventMatcher, Inbox, StoredEvent, parse_callback
from fleet.tables import create_tables
from fleet.web import Web
from tests.support.sdk import sdk
from tests.support.simulator import SimulatorProcess
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.backends import Backend

ACCOUNT, OTHER = "AC" + "1" * 32, "AC" + "2" * 32
TOKEN, OLD, OTHERS = "token-of-now", "token-of-before", "token-of-another"
BUNDLE, BRAND = "BU" + "3" * 32, "BN" + "4" * 32


def sign(token: str, url: str, form: dict[str, str]) -> str:
    validator = RequestValidator(token)  # type: ignore[no-untyped-call]  # Twilio's own
    return str(validator.compute_signature(url, form))  # type: ignore[no-untyped-call]  # the same


@dataclass
class Server:
    """A server of the fleet, what it has pulled, and what it has kept."""

    url: str
    inbox: Inbox
    database: Database
    pulled: list[str] = field(default_factory=list)
    reasons: list[tuple[str, StoredEvent]] = field(default_factory=list)

    def match(self) -> int:
        owners = {BUNDLE: "acme", BRAND: "bolt"}
        keep: Callable[[str, StoredEvent], None] = lambda stack, event: self.reasons.append((stack, event))  # noqa: E731
        return EventMatcher(self.inbox, lambda: owners, self.pulled.append, keep).match()

    def call_back(self, token: str = TOKEN, sid: str = BUNDLE, **changed: str) -> int:
        form = {
            "AccountSid": ACCOUNT,
            "BundleSid": sid,
            "Status": "twilio-rejected",
            "FailureReason": "no website",
        }
        form |= changed
        url = f"{self.url}/callbacks/bundle"
        signature = sign(token, url, form)
        return requests.post(
            url, data=form, headers={"X-Twilio-Signature": signature}, timeout=30
        ).status_code

    def send(self, events: Any, token: str = TOKEN, *, signed_as: Any = None) -> int:
        body, signed = json.dumps(events), json.dumps(events if signed_as is None else signed_as)
        url = f"{self.url}/events?bodySHA256={hashlib.sha256(signed.encode()).hexdigest()}"
        signature = sign(token, url, {})
        headers = {"X-Twilio-Signature": signature, "Content-Type": "application/json"}
        return requests.post(url, data=body, headers=headers, timeout=30).status_code

    def count(self) -> int:
        return int(self.database.execute("select count(*) from a2p_fleet_event")[0][0])


@contextmanager
def serve(backend: Backend, tokens: dict[str, list[str]] | None = None) -> Iterator[Server]:
    database = Database(backend.url)
    create_tables(database)
    inbox = Inbox(database)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web = Web(
        inbox,
        tokens or {ACCOUNT: [TOKEN, OLD], OTHER: [OTHERS]},
        f"http://127.0.0.1:{port}/",
        registry=CollectorRegistry(),
        check_ready=lambda: database.execute("select 1"),
        on_new=lambda: None,
    )
    running = uvicorn.Server(uvicorn.Config(web.app, port=port, log_config=None, lifespan="off"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    try:
        yield Server(f"http://127.0.0.1:{port}", inbox, database)
    finally:
        running.should_exit = True
        thread.join(timeout=20)
        database.close()


@pytest.fixture
def server(postgres_backend: Backend) -> Iterator[Server]:
    with serve(postgres_backend) as running:
        yield running


def event(number: int, account: str = ACCOUNT, sid: str = BRAND) -> dict[str, Any]:
    data = {"accountsid": account, "brandsid": sid, "brandstatus": "registered"}
    return {"id": f"EZ{number}", "type": "com.twilio.messaging.compliance.brand-registered", "data": data}


def test_a_callback_is_stored_once_matched_and_its_reason_kept(server: Server) -> None:
    assert [server.call_back(), server.call_back(), server.call_back(token=OLD)] == [204, 204, 204]
    assert server.count() == 1
    assert (server.match(), server.match()) == (1, 0)
    assert server.pulled == ["acme"]
    ((stack, kept),) = server.reasons
    assert (stack, kept.status, kept.reason) == ("acme", "twilio-rejected", "no website")


def test_a_second_rejection_for_the_same_reason_is_news_an_hour_later(server: Server) -> None:
    body = b"AccountSid=AC1&BundleSid=BU1&Status=twilio-rejected"

    first, again, later = (parse_callback(body, at) for at in (7200.0, 7300.0, 10_900.0))
    assert server.inbox.store([first]) == 1
    assert server.inbox.store([again]) == 0
    assert server.inbox.store([later]) == 1


def test_events_come_in_arrays_twice_and_in_any_order(server: Server) -> None:
    assert server.send([event(3), event(1)]) == 204
    assert server.send([event(1), event(2)]) == 204

    assert server.count() == 3
    assert server.match() == 3
    assert set(server.pulled) == {"bolt"}


@pytest.mark.parametrize("forge", ["token", "body", "account", "mixed", "unsigned"])
def test_what_is_forged_is_refused_and_not_stored(server: Server, forge: str) -> None:
    forgeries: dict[str, Callable[[], int]] = {
        "token": lambda: server.send([event(1)], token="guess"),
        "body": lambda: server.send([event(1)], signed_as=[event(2)]),
        "account": lambda: server.send([event(1, account="AC" + "9" * 32)]),
        "mixed": lambda: server.send([event(1), event(2, account=OTHER)]),
        "unsigned": lambda: requests.post(f"{server.url}/events", json=[event(1)], timeout=30).status_code,
    }

    assert forgeries[forge]() == 403
    assert server.call_back(token=OTHERS) == 403
    assert server.count() == 0


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b"[{}]", b'[{"id": 1, "type": "x"}]', b"\xff"])
def test_what_is_no_event_is_refused(server: Server, body: bytes) -> None:
    assert requests.post(f"{server.url}/events", data=body, timeout=30).status_code == 400
    assert server.count() == 0


def test_an_event_about_nobody_is_kept_and_listed(server: Server) -> None:
    assert server.send([event(1, sid="BN" + "0" * 32)]) == 204

    assert server.match() == 1
    assert (server.pulled, [each.subject_sid for each in server.inbox.list_unmatched()]) == (
        [],
        ["BN" + "0" * 32],
    )


def test_what_cannot_be_stored_is_not_acknowledged(server: Server) -> None:
    with psycopg.connect(server.database.url, autocommit=True) as other:
        other.execute("alter table a2p_fleet_event rename to gone")
        assert server.send([event(1)]) == 503
        other.execute("alter table gone rename to a2p_fleet_event")
    assert server.send([event(1)]) == 204
    assert server.count() == 1


def test_it_says_how_it_is(server: Server) -> None:
    server.call_back(token="guess")

    assert requests.get(f"{server.url}/healthz", timeout=30).status_code == 200
    assert requests.get(f"{server.url}/readyz", timeout=30).text == "ready\n"
    metrics = requests.get(f"{server.url}/metrics", timeout=30).text
    assert 'a2p_events_received_total{verdict="forged"} 1.0' in metrics


def test_the_simulators_callbacks_and_events_are_verified_and_stored(postgres_backend: Backend) -> None:
    with (
        SimulatorProcess.start(speed=100) as simulator,
        serve(postgres_backend, {simulator.account_sid: [simulator.auth_token]}) as server,
    ):
        client = sdk(simulator)
        destination = {"destination": f"{server.url}/events", "method": "POST", "batch_events": False}
        sink = client.events.v1.sinks.create(
            description="t", sink_type="webhook", sink_configuration=destination
        )
        registered = "com.twilio.messaging.compliance.brand-registration.brand-registered"
        types = [{"type": registered, "schema_version": 1}]
        client.events.v1.subscriptions.create(description="t", sink_sid=sink.sid, types=types)
        customer = UnmanagedCustomers(simulator).customer()
        customer.draft_starter_profile(status_callback=f"{server.url}/callbacks/bundle")
        customer.submit_profile()
        _wait_for(server, f"type = 'bundle.status' and subject_sid = '{customer.profile}'")

        simulator.control(
            "POST",
            f"/profiles/{customer.profile}/decide",
            {"status": "twilio-rejected", "errors": [{"description": "no website"}]},
        )
        _wait_for(server, "status = 'twilio-rejected' and reason <> ''")
        UnmanagedCustomers(simulator).customer().verified_sole_proprietor()
        _wait_for(server, f"type = '{registered}' and subject_sid like 'BN%%' and status = 'registered'")


def _wait_for(server: Server, condition: str) -> None:
    """Until an event is stored for which this holds."""
    deadline = time.monotonic() + 60
    while not server.database.execute(f"select 1 from a2p_fleet_event where {condition}"):  # noqa: S608
        assert time.monotonic() < deadline, server.database.execute("select * from a2p_fleet_event")
        time.sleep(0.1)
