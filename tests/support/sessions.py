"""A session of one's own, closed when the test is over."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from a2p.twilio.client.session import Session
from a2p.twilio.client.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNT = "AC" + "1" * 32
PASSWORD = "the-secret-password"


@contextmanager
def open_session(
    url: str, *, account: str = ACCOUNT, password: str = PASSWORD, wait: float = 0.0
) -> Iterator[Session]:
    """As one process has it: nothing read before, nothing remembered."""
    session = Session(Settings(account, account, password, url, wait))
    try:
        yield session
    finally:
        session._http._session.close()
