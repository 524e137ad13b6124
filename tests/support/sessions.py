"""A door of one's own, closed when the test is over."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from a2p.twilio.client.session import Door
from a2p.twilio.client.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNT = "AC" + "1" * 32
PASSWORD = "the-secret-password"


@contextmanager
def door_to(
    url: str, *, account: str = ACCOUNT, password: str = PASSWORD, wait: float = 0.0
) -> Iterator[Door]:
    """As one process has it: nothing read before, nothing remembered."""
    door = Door(Settings(account, account, password, url, wait))
    try:
        yield door
    finally:
        door._http._session.close()
