"""An API key may be of any account: the first answer tells of which, and another one's is refused."""

from __future__ import annotations

from typing import Any

import pytest

from a2p.errors import AnotherAccount
from a2p.twilio.client.session import Session
from a2p.twilio.client.settings import Settings
from tests.support.scripted_server import Answer, ScriptedServer

OURS, OTHER = "AC" + "1" * 32, "AC" + "2" * 32
KEY, SECRET = "SK" + "3" * 32, "4" * 32
SERVICE = {"sid": "MG" + "5" * 32, "account_sid": OTHER, "friendly_name": "s"}
LISTS = {"services": [SERVICE], "meta": {"key": "services"}}


def open_with_key(url: str) -> Session:
    return Session(Settings(OURS, KEY, SECRET, url, 0.0))


@pytest.mark.parametrize(
    "body",
    [
        {"sid": "MG" + "5" * 32, "account_sid": OTHER},
        {"services": [{"sid": "MG" + "5" * 32, "account_sid": OTHER}], "meta": {"key": "services"}},
    ],
    ids=["an object", "a list"],
)
def test_an_answer_of_another_account_refuses_the_key_and_names_both(body: dict[str, Any]) -> None:
    account = open_with_key("http://127.0.0.1:9").account

    with pytest.raises(AnotherAccount) as refused:
        account.note_answer("/v1/Services", body)

    assert KEY in str(refused.value)
    assert f"is of the account {OTHER}" in str(refused.value)
    assert f"TWILIO_ACCOUNT_SID says {OURS}" in str(refused.value)
    assert f"use a key of {OURS}" in refused.value.remedy
    assert SECRET not in str(refused.value)
    assert not account.speaks_for_it


def test_the_parents_primary_profile_proves_nothing_and_an_object_of_ours_does() -> None:
    account = open_with_key("http://127.0.0.1:9").account

    account.note_answer("/v1/CustomerProfiles/BU1", {"sid": "BU1", "account_sid": OTHER})
    assert not account.speaks_for_it

    account.note_answer("/v1/Services", {"services": [{"account_sid": OURS}]})
    assert account.speaks_for_it


def test_a_run_with_a_key_of_another_account_ends_at_its_first_list() -> None:
    with ScriptedServer(Answer(body=LISTS)) as server:
        session = open_with_key(server.url)
        with pytest.raises(AnotherAccount, match=OTHER):
            session.require_own_key()

    assert [arrival.method for arrival in server.arrivals] == ["GET"]
