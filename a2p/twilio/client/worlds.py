"""Which world answers at a base URL: Twilio, or which simulated one. No call of Twilio's API."""

from typing import Final

from a2p.clock import Clock
from a2p.twilio.client.settings import is_twilio

TWILIO: Final = "Twilio"
SIMULATOR: Final = "simulator"
_TIME, _WORLD = "X-Simulator-Time", "X-Simulator-World"
_PATH: Final = "/_sim/clock"


def world_at(base_url: str | None) -> str:
    """`Twilio`, `simulator <id>`, `simulator` for one without an id, "" for what does not say or answer."""
    if base_url is None or is_twilio(base_url):
        return TWILIO
    headers = _fetch_clock(base_url)
    return f"{SIMULATOR} {headers[_WORLD][:32]}".strip() if headers else ""


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
