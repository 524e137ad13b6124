"""Each kind of call of the API, on an End User, and what Twilio answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.scripted_server import Answer
from tests.support.sessions import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Callable

    from a2p.twilio.client.session import Session

END_USER = "IT" + "2" * 32


PATH = f"/v1/EndUsers/{END_USER}"


LIST = "/v1/EndUsers"


BODY = {
    "sid": END_USER,
    "account_sid": ACCOUNT,
    "friendly_name": "a2p/x",
    "type": "sole_proprietor_information",
    "attributes": {"mobile_phone_number": "+14155550199"},
    "date_created": "2026-01-01T00:00:00Z",
    "date_updated": "2026-01-01T00:00:00Z",
    "url": f"https://trusthub.twilio.com{PATH}",
}


OK = Answer(200, BODY)


CREATED = Answer(201, BODY)


GONE = Answer(204)


PAGE = Answer(200, {"results": [BODY], "meta": {"key": "results", "next_page_url": None}})


def get(session: Session) -> Any:
    return session.client.trusthub.v1.end_users(END_USER).fetch()


def create(session: Session) -> Any:
    return session.client.trusthub.v1.end_users.create(
        friendly_name="a2p/x", type="t", attributes={"email": "jane@example.com"}
    )


def change(session: Session) -> Any:
    return session.client.trusthub.v1.end_users(END_USER).update(friendly_name="a2p/y")


def delete(session: Session) -> Any:
    return session.client.trusthub.v1.end_users(END_USER).delete()


def read_list(session: Session) -> Any:
    return session.client.trusthub.v1.end_users.list()


CALLS: list[Callable[[Session], Any]] = [get, create, change, delete, read_list]
