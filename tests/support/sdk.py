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

    # The SDK itself calls this parameter url here and uri in its base class.
    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, f"{self._base_url}{parts.path}{query}", *args, **kwargs)


def sdk(simulator: SimulatorProcess, http: OneHost | None = None) -> Any:
    """A client with the simulator's credentials; untyped, as tests read what answers hold."""
    build: Any = Client
    http = http or OneHost(simulator.url)
    return build(simulator.account_sid, simulator.auth_token, http_client=http)
