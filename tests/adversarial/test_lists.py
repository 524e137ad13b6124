"""Lists that do not end, or lead away: an error, after a while; and nobody is told our credentials."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest

from a2p.clock import Clock
from a2p.errors import BadAnswer, ForeignHost
from a2p.twilio.client import http_client
from a2p.twilio.client.http_client import A2PHttpClient
from tests.support.scripted_server import Answer, ScriptedServer
from tests.support.sessions import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator

LIST = "/v1/EndUsers"


def page(following: str | None, *, sid: str = "IT" + "2" * 32) -> Answer:
    return Answer(
        200,
        {
            "results": [{"sid": sid, "type": "t", "friendly_name": "x", "attributes": {}}],
            "meta": {"key": "results", "next_page_url": following},
        },
    )


def listed(server: ScriptedServer) -> list[Any]:
    with open_session(server.url) as session:
        found: list[Any] = session.client.trusthub.v1.end_users.list()
        return found


def test_a_list_of_several_pages_is_read_to_its_end() -> None:
    pages = [page(f"https://trusthub.twilio.com{LIST}?Page={number}") for number in (1, 2)]

    with ScriptedServer(*pages, page(None)) as server:
        assert len(listed(server)) == 3


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_list_that_comes_back_to_where_it_was_is_an_error(length: int) -> None:
    circle = [page(f"https://trusthub.twilio.com{LIST}?Page={number}") for number in range(length)]

    with ScriptedServer(*circle * 3) as server, pytest.raises(BadAnswer, match="a list without an end"):
        listed(server)

    assert len(server.arrivals) == length + 1


def test_a_list_that_always_has_another_page_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_client, "_MOST_PAGES", 20)

    def always() -> Iterator[Answer]:
        yield from (page(f"https://trusthub.twilio.com{LIST}?Page={number}") for number in itertools.count())

    with (
        ScriptedServer(*itertools.islice(always(), 40)) as server,
        pytest.raises(BadAnswer, match="without an end"),
    ):
        listed(server)

    assert len(server.arrivals) == 20


def test_a_list_that_goes_on_in_another_one_is_an_error() -> None:
    with ScriptedServer(page("https://trusthub.twilio.com/v1/Policies")) as server, pytest.raises(BadAnswer):
        listed(server)

    assert len(server.arrivals) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/v1/EndUsers",
        "http://trusthub.twilio.com/v1/EndUsers",
        "https://trusthub.twilio.com:8443/v1/EndUsers",
        "https://trusthub.twilio.com@evil.example/v1/EndUsers",
        "https://evil.example\\.twilio.com/v1/EndUsers",
        "https://evil.example%2f.twilio.com/v1/EndUsers",
        "https://nottwilio.com/v1/EndUsers",
        "https://messaging.x.evil.example/?.twilio.com/v1",
    ],
)
def test_no_page_of_an_answer_and_no_region_leads_our_credentials_to_a_stranger(url: str) -> None:
    client = A2PHttpClient(base_url=None, clock=Clock())

    with pytest.raises(ForeignHost, match="which is not Twilio; nothing was sent"):
        client.request("GET", url, auth=("AC", "secret"))
