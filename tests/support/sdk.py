"""The official Twilio SDK, with its four hosts sent to one base URL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

if TYPE_CHECKING:
    from twilio.http.response import Response

    from tests.support.simulator import SimulatorProcess


class OneHost(TwilioHttpClient):
    """Keeps path and query of every request, and replaces the host."""

    def __init__(self, base_url: str) -> None:
        super().__init__(timeout=30)
        self._base_url = base_url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, f"{self._base_url}{parts.path}{query}", *args, **kwargs)


def sdk(simulator: SimulatorProcess) -> Client:
    """A client with the simulator's credentials."""
    return Client(simulator.account_sid, simulator.auth_token, http_client=OneHost(simulator.url))
