"""
Connections to PostgreSQL end a minute after the network between both sides has gone without a word.

By itself a client waits for a quarter of an hour and longer. The server keeps the locks of a machine that has
vanished for two hours, in which nobody takes over its work.
"""

from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from a2p.state.addresses import join_address

if TYPE_CHECKING:
    import psycopg

_SILENCE: Final = 30  # seconds without a byte, after which a side asks whether the other one is there
_ASKED_EVERY: Final = 10  # seconds
_ASKED: Final = 3  # times
_LONGEST: Final = 60_000  # milliseconds in which nobody has taken what was sent
# As libpq calls it, of the client's side.
_CLIENT: Final = {
    "keepalives_idle": _SILENCE,
    "keepalives_interval": _ASKED_EVERY,
    "keepalives_count": _ASKED,
    "tcp_user_timeout": _LONGEST,
}
# As PostgreSQL calls it, of the server's; on a socket it means nothing.
_SERVER: Final = {
    "tcp_keepalives_idle": _SILENCE,
    "tcp_keepalives_interval": _ASKED_EVERY,
    "tcp_keepalives_count": _ASKED,
    "tcp_user_timeout": _LONGEST,
}
_SET: Final = f"select {', '.join('set_config(%s, %s, false)' for _ in _SERVER)}"


def bound_client(url: str) -> str:
    """An address with this side's bounds; what it says itself holds."""
    parts = urlsplit(url)
    given = {name for name, _value in parse_qsl(parts.query)}
    missing = urlencode({name: value for name, value in _CLIENT.items() if name not in given})
    query = "&".join(each for each in (parts.query, missing) if each)
    return join_address(parts.scheme, parts.netloc, parts.path, query)


def bound_server(connection: "psycopg.Connection[tuple[Any, ...]]") -> None:
    """Have the server notice within the same bounds that this client is gone, and let go of its locks."""
    connection.execute(_SET, [text for name, value in _SERVER.items() for text in (name, str(value))])
