"""`a2p fleet events` and `a2p fleet replay` on a real database."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from a2p.cli.fleet_commands import replay_events, show_events
from a2p.engine.errors import EngineError
from fleet.events.inbox import Inbox
from fleet.events.payloads import CALLBACK, EVENT, Received
from fleet.jobs.tables import create_tables
from fleet.storage.database import Database

if TYPE_CHECKING:
    from tests.support.backends import Backend


@pytest.fixture
def url(postgres_backend: Backend) -> str:
    """The database of a fleet that was told of a customer, of a stranger, and two days ago of another."""
    database = Database(postgres_backend.url)
    create_tables(database)
    inbox = Inbox(database)
    inbox.store(
        [
            Received(CALLBACK, "1", "AC1", "bundle.status", ("BU1",), "twilio-rejected", "no website"),
            Received(EVENT, "2", "AC1", "brand-registered", ("BN2",), "registered"),
            Received(EVENT, "3", "AC1", "brand-failure", ("BN3",), "registration_failed"),
        ]
    )
    first, second, third = inbox.list_unhandled()
    inbox.mark_handled([first.id], "acme")
    inbox.mark_handled([second.id, third.id], "")
    database.execute(
        "update a2p_fleet_event set received_at = now() - interval '2 days' where id = %s", [third.id]
    )
    database.close()
    return postgres_backend.url


def test_events_are_shown_newest_first_with_whose_they_are(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    show_events(url, "1d", None, unmatched=False, as_json=False)
    newer, older = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"\S+ nobody known here: brand-registered BN2 registered", newer)
    assert re.fullmatch(r"\S+ acme: bundle\.status BU1 twilio-rejected: no website", older)

    show_events(url, "2020-01-01", None, unmatched=True, as_json=True)
    assert [each["subject_sid"] for each in json.loads(capsys.readouterr().out)] == ["BN3", "BN2"]
    show_events(url, "2020-01-01", "2020-01-02T00:00:00Z", unmatched=False, as_json=False)
    assert capsys.readouterr().out == "No events.\n"


def test_a_replay_takes_what_came_in_the_span(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    replay_events(url, "3d", "36h")

    assert capsys.readouterr().out == "1 events are acted upon again by a2p serve\n"
    with closing(Database(url)) as database:
        assert [each.subject_sid for each in Inbox(database).list_unhandled()] == ["BN3"]


def test_what_is_no_time_is_told() -> None:
    with pytest.raises(EngineError, match="'yesterday' is no time"):
        replay_events("postgresql://unused", "yesterday", None)
