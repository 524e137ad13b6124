"""Sinks and subscriptions are made where they are missing, once, and at no time twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from a2p.errors import TwilioError
from a2p.twilio.event_streams import ensure_subscribed
from tests.support.sessions import open_session
from tests.support.simulator import SimulatorProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from a2p.twilio.client.session import Session

URL = "https://a2p.example-isv.com"


@pytest.fixture
def session() -> Iterator[Session]:
    """Of an account that nobody has subscribed in."""
    with (
        SimulatorProcess.start(speed=300) as simulator,
        open_session(simulator.url, account=simulator.account_sid, password=simulator.auth_token) as opened,
    ):
        yield opened


def test_an_account_is_subscribed_once_to_each_event_in_its_latest_version(session: Session) -> None:
    made = ensure_subscribed(session, f"{URL}/")
    session._http.forget_all()

    assert [text.split()[0] for text in made] == ["sink", "subscription"]
    assert ensure_subscribed(session, URL) == []
    (sink,) = session.client.events.v1.sinks.list()
    assert sink.sink_configuration["destination"] == f"{URL}/events"
    (subscription,) = session.client.events.v1.subscriptions.list()
    subscribed = session.client.events.v1.subscriptions(subscription.sid).subscribed_events.list()
    versions = {
        each.type.removeprefix("com.twilio.messaging.compliance."): each.schema_version for each in subscribed
    }
    assert len(versions) == 19
    assert versions["brand-registration.brand-failure"] == 3
    assert versions["campaign-registration.campaign-failure"] == 2
    assert versions["campaign-registration.suspended-campaign-delete-submitted"] == 1


def test_what_somebody_has_made_is_completed_and_what_goes_elsewhere_is_left_alone(session: Session) -> None:
    events = session.client.events.v1
    other = _make_sink(session, "https://other.example-isv.com/events")
    ours = _make_sink(session, "https://user:word@a2p.example-isv.com/events")
    one = "com.twilio.messaging.compliance.brand-registration.brand-registered"
    for sink in (other, ours):
        events.subscriptions.create(
            description="x", sink_sid=sink, types=[{"type": one, "schema_version": 1}]
        )
    session._http.forget_all()

    (made,) = ensure_subscribed(session, URL)
    session._http.forget_all()

    assert made.endswith("to 18 types of events")
    assert ensure_subscribed(session, URL) == []
    assert len(events.sinks.list()) == 2
    assert len(events.subscriptions.list(sink_sid=other)) == 1


def test_an_account_that_does_not_let_us_in_is_an_error_that_names_no_secret(session: Session) -> None:
    url = str(session.settings.base_url)
    with (
        open_session(url, account=session.settings.account_sid, password="wrong-token") as stranger,
        pytest.raises(TwilioError) as caught,
    ):
        ensure_subscribed(stranger, URL)

    assert "wrong-token" not in str(caught.value)


def _make_sink(session: Session, destination: str) -> str:
    made = session.client.events.v1.sinks.create(
        description="x",
        sink_type="webhook",
        sink_configuration={"destination": destination, "method": "POST"},
    )
    return str(made.sid)
