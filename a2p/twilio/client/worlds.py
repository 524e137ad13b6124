"""Which world answers at a base URL: Twilio, or which simulated one. No call of Twilio's API."""

import os
import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from a2p.clock import Clock
from a2p.twilio.client.settings import is_twilio

TWILIO: Final = "Twilio"
SIMULATOR: Final = "simulator"
_TIME, _WORLD = "X-Simulator-Time", "X-Simulator-World"
_PATH: Final = "/_sim/clock"
REGION: Final = "TWILIO_REGION"  # as Twilio's library reads it; TWILIO_EDGE only says where the way in is
_HOME: Final = "us1"  # the region that answers where none is named
_REGION_IN_HOST = re.compile(r"\.([a-z]{2}\d)\.twilio\.com")


def world_at(base_url: str | None) -> str:
    """
    `Twilio`, `simulator <id>`, `simulator` for one without an id, "" for what does not say or answer.

    Each of Twilio's regions has objects and keys of its own; all but the first are named: `Twilio ie1`.
    """
    if base_url is None or is_twilio(base_url):
        return f"{TWILIO} {_find_region(base_url, os.environ)}".strip()
    headers = _fetch_clock(base_url)
    return f"{SIMULATOR} {headers[_WORLD][:32]}".strip() if headers else ""


def _find_region(base_url: str | None, env: Mapping[str, str]) -> str:
    """The region that is called; "" for the first."""
    found = _REGION_IN_HOST.search(urlsplit(base_url).hostname or "") if base_url else None
    region = found.group(1) if found else "" if base_url else env.get(REGION, "")
    return "" if region.casefold() == _HOME else region.casefold()


def time_at(base_url: str | None) -> float:
    """What the clock shows that Twilio, or the simulator at a base URL, lives by: Unix seconds."""
    headers = {} if base_url is None or is_twilio(base_url) else _fetch_clock(base_url)
    try:
        return float(headers[_TIME])
    except (KeyError, ValueError):
        return Clock().now()


def _fetch_clock(base_url: str) -> dict[str, str]:
    """The headers by which a simulator tells of itself; nothing of what is none, or does not answer."""
    from a2p.twilio.client.clock_headers import fetch_headers  # noqa: PLC0415  # the program asks nobody

    headers = fetch_headers(f"{base_url.rstrip('/')}{_PATH}")
    return {_TIME: headers[_TIME], _WORLD: headers.get(_WORLD, "")} if _TIME in headers else {}


def is_same_world(recorded: str, current: str) -> bool:
    """Whether they may be one; what does not say which it is may be any simulator."""
    if not recorded or not current:
        return True
    if recorded.startswith(SIMULATOR) and current.startswith(SIMULATOR):
        return recorded == current or SIMULATOR in {recorded, current}
    return recorded == current
