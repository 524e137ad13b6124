"""What Twilio tells, also through the simulator, to a real server of the fleet on a real PostgreSQL."""

from __future__ import annotations

import gzip
import hashlib
import json
import shlex
import socket
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import requests
import uvicorn
from prometheus_client import CollectorRegistry
from twilio.request_validator import SIGNATURE_SETTINGS_HEADER, RequestValidator

from a2p.twilio.client.account_reference import prefix_of
from a2p.twilio.event_streams import ensure_subscribed
from fleet.errors import FleetError
from fleet.events.inbox import EventMatcher, Inbox, StoredEvent
from fleet.events.payloads import parse_callback, parse_events
from fleet.events.webhook_secrets import WebhookSecrets
from fleet.jobs.tables import create_tables
from fleet.storage.database import Database
from fleet.web import Web
from tests.support.sdk import sdk
from tests.support.sessions import open_session
from tests.support.simulator import SimulatorProcess
from tests.support.unmanaged_customers import UnmanagedCustomers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.backends import Backend

ACCOUNT, OTHER = "AC" + "1" * 32, "AC" + "2" * 32
TOKEN, OLD, OTHERS = "token-of-now", "token-of-before", "token-of-another"
SHARED_KEY = "shared-key-of-now"
SECRETS = {ACCOUNT: [TOKEN, OLD, SHARED_KEY], OTHER: [OTHERS]}
REGISTRY_PATH = "pUY3xVx6nUoHk0sWb2cJ"
BUNDLE, BRAND = "BU" + "3" * 32, "BN" + "4" * 32


def sign(token: str, url: str, form: dict[str, str]) -> dict[str, str]:
    """The headers of Twilio's signature; a SharedKey has another algorithm, and says so."""
    algorithm = "HMAC_SHA256" if token.startswith("shared-key") else None
    validator = RequestValidator(token)  # type: ignore[no-untyped-call]  # Twilio's own
    signature = str(validator.compute_signature(url, form, algorithm))  # type: ignore[no-untyped-call]  # the same
    named = {SIGNATURE_SETTINGS_HEADER: f"key=webhooks_sharedkey_1,algorithm={algorithm}"}
    return {"X-Twilio-Signature": signature, **(named if algorithm else {})}


@dataclass
class Server:
    """A server of the fleet, what it has pulled, and what it has kept."""

    url: str
    inbox: Inbox
    database: Database
    pulled: list[str] = field(default_factory=list)
    reasons: list[tuple[str, StoredEvent]] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=lambda: {BUNDLE: "acme", BRAND: "bolt"})

    def match(self) -> int:
        return EventMatcher(self.inbox, lambda: self.owners, self.pulled.append, self._keep).match()

    def _keep(self, stack: str, event: StoredEvent) -> None:
        if event.reason:
            self.reasons.append((stack, event))

    def call_back(self, token: str = TOKEN, sid: str = BUNDLE, **changed: str) -> int:
        form = {
            "AccountSid": ACCOUNT,
            "BundleSid": sid,
            "Status": "twilio-rejected",
            "FailureReason": "no website",
        }
        form |= changed
        url = f"{self.url}/callbacks/bundle"
        return requests.post(url, data=form, headers=sign(token, url, form), timeout=30).status_code

    def send(self, events: Any, token: str = TOKEN, *, signed_as: Any = None) -> int:
        body, signed = json.dumps(events), json.dumps(events if signed_as is None else signed_as)
        url = f"{self.url}/events?bodySHA256={hashlib.sha256(signed.encode()).hexdigest()}"
        headers = {"Content-Type": "application/json", **sign(token, url, {})}
        return requests.post(url, data=body, headers=headers, timeout=30).status_code

    def count(self) -> int:
        return int(self.database.execute("select count(*) from a2p_fleet_event")[0][0])


def find_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    backend: Backend, folder: Path, secrets: dict[str, list[str]] = SECRETS, *, port: int = 0
) -> Iterator[Server]:
    file = folder / "secrets.json"
    file.write_text(json.dumps(secrets))
    database = Database(backend.url)
    create_tables(database)
    inbox = Inbox(database)
    port = port or find_port()
    web = Web(
        inbox,
        WebhookSecrets({"A2P_WEBHOOK_TOKENS": str(file)}),
        f"http://127.0.0.1:{port}/",
        registry=CollectorRegistry(),
        check_ready=lambda: database.execute("select 1"),
        registry_path=REGISTRY_PATH,
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
def server(postgres_backend: Backend, tmp_path: Path) -> Iterator[Server]:
    with serve(postgres_backend, tmp_path) as running:
        yield running


def event(number: int, account: str = ACCOUNT, sid: str = BRAND) -> dict[str, Any]:
    data = {"accountsid": account, "brandsid": sid, "brandstatus": "registered"}
    return {"id": f"EZ{number}", "type": "com.twilio.messaging.compliance.brand-registered", "data": data}


def test_a_callback_is_stored_once_matched_and_its_reason_kept(server: Server) -> None:
    assert [server.call_back(token=each) for each in (TOKEN, TOKEN, OLD, SHARED_KEY)] == [204] * 4
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


NO_EVENTS = (
    *(b"", b"{}", b"[]", b"[1]", b"[{}]", b'[{"id": 1, "type": "x"}]', b"\xff", b"[" * 200_000),
    gzip.compress(json.dumps([{"id": "EZ1", "type": "x"}]).encode(), mtime=0),
)


@pytest.mark.parametrize("body", NO_EVENTS)
@pytest.mark.parametrize("path", ["events", f"tcr/{REGISTRY_PATH}"])
def test_what_is_no_event_is_refused(server: Server, path: str, body: bytes) -> None:
    assert requests.post(f"{server.url}/{path}", data=body, timeout=30).status_code == 400
    assert server.count() == 0


@pytest.mark.parametrize("path", ["events", "callbacks/bundle", f"tcr/{REGISTRY_PATH}"])
def test_a_body_larger_than_any_of_twilios_is_refused(server: Server, path: str) -> None:
    chunks = (b"x" * 100_000 for _ in range(20))  # of a length that it does not tell

    assert requests.post(f"{server.url}/{path}", data=b"x" * 2_000_000, timeout=30).status_code == 413
    with suppress(requests.ConnectionError):  # it need not read all before it answers
        assert requests.post(f"{server.url}/{path}", data=chunks, timeout=30).status_code == 413
    assert server.count() == 0


def test_what_is_no_event_holds_up_no_other_of_its_request(server: Server) -> None:
    assert server.send([event(1), 1, {"id": None}, {"id": "EZ9"}, event(2)]) == 204

    assert server.count() == 2


@pytest.mark.parametrize(
    ("text", "stored"), [("no\0website", "no website"), ("no website\ud800", "no website?")]
)
def test_what_postgresql_cannot_store_is_replaced(server: Server, text: str, stored: str) -> None:
    told = event(1) | {"id": f"EZ1{text}", "data": event(1)["data"] | {"failurereason": text}}

    assert server.send([told, event(2)]) == 204
    assert server.count() == 2
    assert server.match() == 2
    ((_, kept),) = server.reasons
    assert kept.reason == stored


def test_a_callback_whose_address_has_a_query_is_verified_with_it(server: Server) -> None:
    form = {"AccountSid": ACCOUNT, "BundleSid": BUNDLE, "Status": "twilio-rejected"}
    url = f"{server.url}/callbacks/bundle?customer=a%20b&x="
    headers = sign(TOKEN, url, form)

    assert requests.post(url, data=form, headers=headers, timeout=30).status_code == 204
    for other in (f"{server.url}/callbacks/bundle", f"{url}1"):
        assert requests.post(other, data=form, headers=headers, timeout=30).status_code == 403
    assert server.count() == 1


def test_a_content_type_that_is_not_twilios_changes_nothing(server: Server) -> None:
    body = json.dumps([event(1)]).encode()
    url = f"{server.url}/events?bodySHA256={hashlib.sha256(body).hexdigest()}"
    headers = {"Content-Type": "text/plain", **sign(TOKEN, url, {})}

    assert requests.post(url, data=body, headers=headers, timeout=30).status_code == 204
    assert server.count() == 1


def test_a_database_that_hangs_is_told_in_time_and_what_is_sent_again_is_kept_once(server: Server) -> None:
    """Twilio waits 5 s for an answer."""
    with psycopg.connect(server.database.url) as other:
        other.execute("lock table a2p_fleet_event in access exclusive mode")
        began = time.monotonic()
        assert server.send([event(1)]) == 503
        ready = requests.get(f"{server.url}/readyz", timeout=30)
        assert (ready.status_code, ready.text) == (503, "The fleet's database does not answer\n")
        assert requests.get(f"{server.url}/healthz", timeout=30).status_code == 200
        assert time.monotonic() - began < 20  # each 4 s at most, on a machine that has other work
    assert server.send([event(1)]) == 204
    assert server.count() == 1
    assert requests.get(f"{server.url}/readyz", timeout=30).status_code == 200


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


def test_what_comes_before_its_sid_is_recorded_is_tried_again_and_old_events_can_be_replayed(
    server: Server,
) -> None:
    assert server.send([event(1), event(2, sid="BN" + "0" * 32)]) == 204
    server.match()
    server.owners["BN" + "0" * 32] = "cole"
    assert server.match() == 0  # not at every turn

    server.database.execute("update a2p_fleet_event set handled_at = handled_at - interval '2 minutes'")
    assert server.match() == 1
    assert server.pulled == ["bolt", "cole"]
    since, until = (datetime.now(UTC) + timedelta(hours=each) for each in (-1, 1))
    assert server.inbox.replay(since, until) == 2
    assert server.inbox.replay(since - timedelta(days=2), since) == 0
    assert server.match() == 2
    assert server.pulled == ["bolt", "cole", "bolt", "cole"]


def test_a_burst_about_one_customer_is_one_look(server: Server) -> None:
    for start in range(0, 1200, 400):
        assert server.send([event(start + each) for each in range(400)]) == 204

    assert server.match() == 1200
    assert 0 < len(server.pulled) <= 3


def test_secrets_are_read_again_when_the_file_changes(server: Server, tmp_path: Path) -> None:
    assert server.send([event(1)], token="token-of-tomorrow") == 403

    (tmp_path / "secrets.json").write_text(json.dumps({ACCOUNT: ["token-of-tomorrow", TOKEN]}))

    assert server.send([event(1)], token="token-of-tomorrow") == 204
    assert server.send([event(2)]) == 204
    assert server.send([event(3)], token=OLD) == 403
    (tmp_path / "secrets.json").write_text("{")  # while it is written
    assert server.send([event(4)]) == 204


def test_the_tokens_that_runs_of_subaccounts_have_count_for_their_events(tmp_path: Path) -> None:
    """Twilio signs with the token of the account that an event is about (P10), and not with its parent's."""
    parent, child = "AC" + "1" * 32, "AC" + "c3" * 16
    env = {"TWILIO_ACCOUNT_SID": parent, "TWILIO_AUTH_TOKEN": "of-the-parent"}
    env[f"{prefix_of(child)}_AUTH_TOKEN"] = "of-the-child"
    (tmp_path / "secrets.json").write_text(json.dumps({child: ["of-tomorrow"]}))
    secrets = WebhookSecrets({**env, "A2P_WEBHOOK_TOKENS": str(tmp_path / "secrets.json")})

    assert secrets.get(parent) == ["of-the-parent"]
    assert secrets.get(child) == ["of-tomorrow", "of-the-child"]  # while it is rotated


def test_secrets_come_from_a_command_too(tmp_path: Path) -> None:
    program = f"print('{json.dumps(SECRETS)}')"
    command = shlex.join([sys.executable, "-c", program])

    assert WebhookSecrets({"A2P_WEBHOOK_TOKENS_COMMAND": command}).get(ACCOUNT) == SECRETS[ACCOUNT]
    rotated = tmp_path / "rotated.json"
    rotated.write_text(json.dumps(SECRETS))
    secrets = WebhookSecrets({"A2P_WEBHOOK_TOKENS_COMMAND": f"cat {rotated}"})
    rotated.write_text(json.dumps({ACCOUNT: ["token-of-tomorrow"]}))
    assert secrets.get(ACCOUNT) == SECRETS[ACCOUNT]  # no command runs while a request waits
    secrets.refresh()
    assert secrets.get(ACCOUNT) == ["token-of-tomorrow"]
    with pytest.raises(FleetError, match="The command of A2P_WEBHOOK_TOKENS_COMMAND gives no secrets"):
        WebhookSecrets({"A2P_WEBHOOK_TOKENS_COMMAND": "false"})
    with pytest.raises(FleetError, match=r"missing\.json, which A2P_WEBHOOK_TOKENS names, cannot be used"):
        WebhookSecrets({"A2P_WEBHOOK_TOKENS": str(tmp_path / "missing.json")})


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        ({"campaignregistrationstatus": "FAILED"}, "FAILED", ""),  # version 1
        ({"campaignregistrationstatus": "failed", "errorcode": 30893}, "failed", "30893"),
        (
            {
                "brandstatus": "registration_failed",
                "brandregistrationerrors": [
                    {"registrationerrorcode": 30794, "registrationerrordescription": "No such company."},
                    {"registrationerrorcode": 30795, "registrationerrordescription": "Mail jane@example.com"},
                ],
            },
            *("registration_failed", "30794: No such company.; 30795: Mail [e-mail]"),
        ),
        ({"externalstatus": "failure", "failureReason": "of version 1"}, "failure", "of version 1"),
        ({"externalstatus": "failure", "failurereason": "of version 2"}, "failure", "of version 2"),
        ({"brandregistrationerrors": "none"}, "", ""),
    ],
)
def test_each_version_of_a_schema_is_read(data: dict[str, Any], status: str, reason: str) -> None:
    (found,) = parse_events(json.dumps([{"id": "EZ1", "type": "t", "data": data}]).encode())

    assert (found.status, found.reason) == (status, reason)


def test_what_the_registry_tells_is_a_hint_that_only_who_knows_the_path_gives(server: Server) -> None:
    body = {"eventType": "CAMPAIGN_SHARE_ACCEPT", "campaignId": "C123456", "brandId": "BABCDEF"}
    server.owners["C123456"] = "acme"
    wrongs: list[Any] = [[], {}, {"eventType": 1}]

    def tell(path: str, content: Any = body) -> int:
        return requests.post(f"{server.url}/tcr/{path}", json=content, timeout=30).status_code

    assert [tell("guess"), tell(REGISTRY_PATH), tell(REGISTRY_PATH)] == [403, 204, 204]
    assert [tell(REGISTRY_PATH, wrong) for wrong in wrongs] == [400, 400, 400]
    assert (server.count(), server.match(), server.pulled) == (1, 1, ["acme"])
    assert server.reasons == []


def test_it_says_how_it_is(server: Server) -> None:
    server.call_back(token="guess")

    assert requests.get(f"{server.url}/healthz", timeout=30).status_code == 200
    assert requests.get(f"{server.url}/readyz", timeout=30).text == "ready\n"
    metrics = requests.get(f"{server.url}/metrics", timeout=30).text
    assert 'a2p_events_received_total{verdict="forged"} 1.0' in metrics


def test_the_simulators_callbacks_and_events_are_verified_and_stored(
    postgres_backend: Backend, tmp_path: Path
) -> None:
    with (
        SimulatorProcess.start(speed=100) as simulator,
        serve(postgres_backend, tmp_path, {simulator.account_sid: [simulator.auth_token]}) as server,
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


def test_the_registrys_own_webhook_leads_to_a_look(postgres_backend: Backend, tmp_path: Path) -> None:
    with SimulatorProcess.start(speed=300) as simulator, serve(postgres_backend, tmp_path) as server:
        registry = partial(simulator.control, "POST")
        registry("/tcr/webhook", {"url": f"{server.url}/tcr/{REGISTRY_PATH}"})
        campaign = registry("/tcr/campaigns", {})["campaign_id"]
        server.owners[campaign] = "acme"
        registry(f"/tcr/campaigns/{campaign}/share")
        registry(f"/tcr/campaigns/{campaign}/decide", {"status": "accept"})
        _wait_for(server, f"type = 'CAMPAIGN_SHARE_ACCEPT' and subject_sid like '{campaign}%%'")

        server.match()
        assert server.pulled == ["acme"]


def test_what_came_while_nobody_listened_comes_late_each_once_and_may_come_again_in_any_order(
    postgres_backend: Backend, tmp_path: Path
) -> None:
    """The simulator tries its own events again, and then each is sent once more, the last one first."""
    port = find_port()
    with SimulatorProcess.start(speed=300) as simulator:
        account, token = simulator.account_sid, simulator.auth_token
        with open_session(simulator.url, account=account, password=token) as session:
            ensure_subscribed(session, f"http://127.0.0.1:{port}")
        UnmanagedCustomers(simulator).customer().verified_sole_proprietor()
        bodies = [each["body"] for each in simulator.control("GET", "/state")["delivery"]]
        assert bodies
        told = {each["id"] for body in bodies for each in json.loads(body)}
        with serve(postgres_backend, tmp_path, {account: [token]}, port=port) as server:
            deadline = time.monotonic() + 60
            while server.count() < len(told):
                assert time.monotonic() < deadline
                time.sleep(0.1)
            rows = server.database.execute("select event_id from a2p_fleet_event order by id")

            assert [server.send(json.loads(body), token) for body in reversed(bodies)] == [204] * len(bodies)
            assert server.database.execute("select event_id from a2p_fleet_event order by id") == rows
            assert {event_id for (event_id,) in rows} == told


def _wait_for(server: Server, condition: str) -> None:
    """Until an event is stored for which this holds."""
    deadline = time.monotonic() + 60
    while not server.database.execute(f"select 1 from a2p_fleet_event where {condition}"):  # noqa: S608
        assert time.monotonic() < deadline, server.database.execute("select * from a2p_fleet_event")
        time.sleep(0.1)
