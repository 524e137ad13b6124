"""
Which browsers and names may reach a simulator on loopback (F21).

A page of a stranger can send requests to 127.0.0.1, and a name of a stranger can be made to point there. So
the Host has to be a loopback name or one of Twilio's, for which a library's own transport was turned here,
and a request that a browser sends for a page has to come from a page on loopback.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from simulator.core.errors import Refusal
from simulator.core.hosts import is_loopback, split_host

if TYPE_CHECKING:
    from collections.abc import Iterable

TWILIO = ".twilio.com"
LOOKED_AT = frozenset({b"host", b"origin", b"sec-fetch-site"})
FORBIDDEN_SITES = frozenset({"cross-site", "same-site"})


def refuse_strangers(headers: Iterable[tuple[bytes, bytes]], allowed_hosts: Iterable[str] = ()) -> None:
    """Raises a 403 for a Host that is not ours, or for a page of another site. Names are in lower case."""
    given = {name: value.decode("latin-1") for name, value in headers if name in LOOKED_AT}
    host = given.get(b"host", "")
    if host and not (_is_expected(host) or split_host(host) in allowed_hosts):
        raise Refusal(
            403,
            None,
            f"Host {host} is not a name of the simulator; use 127.0.0.1, or start it with"
            f" --allow-host {split_host(host)}",
        )
    origin = given.get(b"origin")
    if origin and not is_loopback(urlsplit(origin).hostname or ""):
        raise Refusal(403, None, f"Requests for pages of {origin} are not answered")
    if given.get(b"sec-fetch-site") in FORBIDDEN_SITES and not origin:
        raise Refusal(403, None, "Requests for pages of other sites are not answered")


@lru_cache(maxsize=256)
def _is_expected(host: str) -> bool:
    name = split_host(host)
    return is_loopback(name) or name.endswith(TWILIO)
