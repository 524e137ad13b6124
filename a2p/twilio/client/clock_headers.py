"""The headers of one answer, within a bound and by nobody's account: who asks learns only what a world is."""

from collections.abc import Mapping
from typing import Final

import requests

from a2p.twilio.client.connections import WatchedAdapter
from a2p.twilio.client.deadlines import TimedCall

_PATIENCE: Final = 2.0  # seconds; a simulator that is not there is told by the first call


def fetch_headers(address: str) -> Mapping[str, str]:
    """The headers of the answer at an address; none where nothing answers in time, or not with HTTP."""
    with requests.Session() as session, TimedCall(_PATIENCE) as call:
        session.trust_env = False
        session.mount("http://", WatchedAdapter())
        session.mount("https://", WatchedAdapter())
        try:
            headers = session.get(address, timeout=_PATIENCE, stream=True, allow_redirects=False).headers
        except (requests.RequestException, OSError):
            return {}
    return {} if call.is_expired else headers
